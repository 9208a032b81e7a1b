import type { consent as en } from '../en/consent.ts';
import type { Same } from '../same.ts';

export const consent: Same<typeof en> = {
  allow: '허용',
  decline: '거부',
  allowAll: '이번 지원 동안 모든 작업 허용',
  allowAllHint: '지원이 끝날 때까지 다시 묻지 않습니다. 언제든지 모두 중지할 수 있습니다.',
  expiresIn: '이 질문은 {{seconds}}초 후에 사라집니다',
  who: '{{organisation}}의 {{name}}',
  viewTitle: '{{who}} 님이 화면을 보고 싶어 합니다.',
  viewMeans: '중지할 때까지 화면에 보이는 모든 것을 보게 됩니다. 클릭하거나 입력할 수는 없습니다.',
  controlTitle: '{{who}} 님이 마우스와 키보드를 사용하고 싶어 합니다.',
  controlMeans:
    '중지할 때까지 이 컴퓨터에서 클릭하고 입력할 수 있습니다. 직접 마우스를 움직이면 상대방의 조작이 잠시 멈춥니다.',
  notVerified: '이 사람이 실제로 그곳에서 일하는지 확인하지 못했습니다.',
  viewAppTitle: '{{who}} 님이 창 하나를 보고 싶어 합니다.',
  viewAppMeans: '어떤 창인지 고르십시오. 화면의 다른 것은 보이지 않으며 클릭하거나 입력할 수 없습니다.',
  controlAppTitle: '{{who}} 님이 창 하나를 사용하고 싶어 합니다.',
  controlAppMeans: '어떤 창인지 고르십시오. 중지할 때까지 그 창에서만 클릭하고 입력할 수 있습니다.',
  readClipTitle: '{{who}} 님이 복사한 내용을 받고 싶어 합니다.',
  readClipMeans: '지금부터 복사하는 글과 그림이 상대방에게 전달됩니다. 이전에 복사한 것은 전달되지 않습니다.',
  writeClipTitle: '{{who}} 님이 클립보드를 사용하고 싶어 합니다.',
  writeClipMeans:
    '상대방이 복사한 것을 이 컴퓨터에 붙여 넣을 수 있게 됩니다. 직접 복사해 둔 것을 대신합니다.',
  takesFrom: '허용하면 {{name}} 님은 더 이상 마우스와 키보드를 사용할 수 없습니다.',
  limit: '제한하기',
  howLong: '허용 시간',
  untilStop: '내가 중지할 때까지',
  minutes_one: '{{count}}분',
  minutes_other: '{{count}}분',
  mouseOnly: '마우스만, 키보드 제외',
  windows: '내 창',
  windowsLoading: '창을 찾는 중',
  windowsNone: '열린 창이 없습니다. 보여 줄 창을 연 다음 다시 찾으십시오.',
  windowsAgain: '다시 찾기',
  windowUnnamed: '이름 없는 창',
};
