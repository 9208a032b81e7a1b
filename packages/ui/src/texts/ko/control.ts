import type { control as en } from '../en/control.ts';
import type { Same } from '../same.ts';

export const control: Same<typeof en> = {
  requestView: '바탕 화면 보기 요청',
  requestControl: '바탕 화면 제어 요청',
  stop: '공유 중지',
  asked: '{{name}} 님의 응답을 기다리고 있습니다',
  askedView: '화면 보기를 요청했습니다.',
  askedControl: '화면 제어를 요청했습니다.',
  withdraw: '요청 취소',
  allowed: '{{name}} 님이 허용했습니다.',
  declined: '{{name}} 님이 거부했습니다.',
  expired: '{{name}} 님이 시간 안에 응답하지 않았습니다. 다시 요청할 수 있습니다.',
  notTrusted: '먼저 확인 단어를 비교하십시오.',
  notPossible: '고객의 컴퓨터에서는 할 수 없는 작업입니다.',
  tooMany: '요청이 너무 많습니다. 몇 분 후에 다시 요청하십시오.',
  stopped: '{{name}} 님이 공유를 중지했습니다.',
  pausedLocal: '일시 중지: 고객이 마우스나 키보드를 사용하고 있습니다',
  pausedPrompt: '일시 중지: 고객이 질문에 답하고 있습니다',
  pausedLost: '일시 중지: 연결이 끊어졌습니다',
  pausedWindow: '일시 중지: Alongside 창이 앞에 있습니다',
  viewOnly: '보기 전용',
  viewOnlyHint: '클릭하고 입력하려면 “바탕 화면 제어 요청”을 선택하십시오.',
};
