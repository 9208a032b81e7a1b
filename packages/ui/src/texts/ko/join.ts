import type { join as en } from '../en/join.ts';
import type { Same } from '../same.ts';

export const join: Same<typeof en> = {
  title: '도움 받기',
  intro: '담당자가 불러 주는 코드를 입력하거나 받은 링크를 붙여 넣으십시오.',
  code: '참가 코드',
  codeHint: '영문자와 숫자 여덟 자리(예: 7KQ2-M4XA)',
  name: '이름',
  nameHint: '도와주는 담당자에게 이 이름이 보입니다.',
  join: '참가',
  joining: '참가하는 중',
  askNew: '새 코드 요청',
  helperIs: '{{organisation}}의 {{name}} 님이 도와드리려고 합니다',
  scamTitle: '갑자기 걸려 온 전화를 받으셨습니까?',
  scamBody:
    '진짜 지원 담당자는 갑자기 전화하지 않으며, 비밀번호나 은행 정보, 상품권을 요구하지 않습니다. 직접 요청한 도움이 아니라면 여기서 멈추십시오.',
  scamStop: '여기서 멈추기',
  stoppedTitle: '멈췄습니다',
  stoppedBody: '이제 아무도 이 컴퓨터를 보거나 조작할 수 없습니다. 이 창을 닫으셔도 됩니다.',
  lobbyTitle: '입장을 기다리고 있습니다',
  leave: '세션 나가기',
  endedTitle: '끝났습니다',
  endedBody: '이제 아무도 이 컴퓨터를 보거나 조작할 수 없습니다.',
  closeWindow: '창 닫기',
  joinAgain: '다시 참가',
};
