import type { reboot as en } from '../en/reboot.ts';
import type { Same } from '../same.ts';

export const reboot: Same<typeof en> = {
  request: '컴퓨터 다시 시작 요청',
  asked: '컴퓨터를 다시 시작하겠다고 요청했습니다. 다시 시작되면 자동으로 돌아옵니다.',
  restarting: '{{name}} 님의 컴퓨터가 다시 시작되고 있습니다. 자동으로 돌아옵니다.',
  failed:
    '{{name}} 님의 컴퓨터가 다시 시작되지 않았습니다. 컴퓨터 메뉴에서 직접 다시 시작해 달라고 하십시오.',
  consentTitle: '{{who}} 님이 컴퓨터를 다시 시작하고 싶어 합니다.',
  consentMeans:
    '먼저 작업을 저장하십시오. 열려 있는 것은 모두 닫힙니다. 다시 로그인하면 이 프로그램이 한 번 자동으로 시작되어 이 자리로 돌아옵니다.',
  grant: '{{name}} 님이 컴퓨터를 다시 시작할 수 있습니다',
  what: '컴퓨터 다시 시작',
  receipt: '{{name}} 님이 컴퓨터를 다시 시작하게 했습니다',
};
