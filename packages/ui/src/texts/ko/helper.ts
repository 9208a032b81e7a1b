import type { helper as en } from '../en/helper.ts';
import type { Same } from '../same.ts';

export const helper: Same<typeof en> = {
  chooseTitle: '도와드리려는 분이 기다리고 있습니다',
  chooseOpen: 'Alongside 도우미 열기',
  chooseOpenHint:
    '담당자가 대신 클릭하고 입력해야 할 때 적합합니다. 프로그램이 이 컴퓨터에 이미 있어야 합니다.',
  chooseBrowser: '이 브라우저에서 참가',
  chooseBrowserHint:
    '설치할 것이 없습니다. 담당자는 보여 주신 화면만 볼 수 있고 클릭하거나 입력할 수 없습니다.',
  hostIs: '{{host}}에 연결합니다',
  hostIsBody: '담당자가 알려 준 주소일 때만 “참가”를 누르십시오.',
  codeOrLinkHint: '받은 링크 전체를 붙여 넣어도 됩니다.',
  nameMissing: '누가 기다리는지 알 수 있도록 먼저 이름을 입력하십시오.',
  codeMissing: '먼저 코드를 입력하거나 링크를 붙여 넣으십시오.',
  codeNeedsLink:
    '이 코드가 어느 서버의 것인지 알 수 없습니다. 코드 대신 링크를 요청하여 여기에 붙여 넣으십시오.',
  askNewTitle: '새 코드를 받는 방법',
  askNewBody:
    '코드와 링크는 10분 동안 한 번만 쓸 수 있습니다. 담당자에게 “코드를 쓸 수 없습니다. 다시 초대해 주십시오.”라고 말씀하십시오.',
  restarted: 'Alongside를 다시 시작했습니다. 공유 중인 것은 없습니다.',
  captureNoDisplay: '이 컴퓨터에는 보여 줄 화면이 없습니다.',
  captureNotPermitted:
    '아직 화면을 보여 줄 수 없습니다. 시스템 설정의 개인정보 보호 및 보안, 화면 기록에서 Alongside를 켠 다음 이 창으로 돌아오십시오.',
  captureUnsupported:
    '이 브라우저에서는 화면을 보여 줄 수 없습니다. 컴퓨터의 Chrome, Edge 또는 Firefox에서 링크를 여십시오.',
  inputNoDisplay: '이 컴퓨터에는 화면이 없어 대신 클릭하거나 입력할 수 없습니다.',
  inputWayland:
    '담당자가 화면은 볼 수 있지만 클릭하거나 입력할 수 없습니다. 허용하려면 로그아웃한 뒤 다시 로그인할 때 “Xorg”를 선택하십시오.',
  inputNotPermitted:
    '아직 대신 클릭하거나 입력할 수 없습니다. 시스템 설정의 개인정보 보호 및 보안, 손쉬운 사용에서 Alongside를 켠 다음 이 창으로 돌아오십시오.',
  inputUnsupported: '브라우저에서는 담당자가 보여 주신 화면만 볼 수 있고 클릭하거나 입력할 수 없습니다.',
  stop: '중지',
  from: '{{organisation}}의 {{name}} 님',
  alsoHere: '함께 있는 사람: {{names}}',
  refusedTitle: '연결이 안전하지 않습니다',
  refusedBody:
    '{{name}} 님과의 사이에 누군가 있을 수 있습니다. 연결을 끊었으며 아무것도 공유되지 않았습니다. 나간 다음 새 링크를 요청하십시오.',
  relayAway: '지금 서버에 연결할 수 없습니다. 공유 중인 것은 계속됩니다.',
  stopSharing: '{{what}} 공유 중지',
  whatView: '내 화면',
  whatControl: '내 마우스와 키보드',
  sinceTime: '{{time}}부터',
  allowedAll: '{{name}} 님에게 이번 지원 동안 모든 작업을 허용했습니다. 하나라도 중지하면 다시 묻습니다.',
  panic: '언제든지 모두 중지:',
  noPanic: '여기 있는 단추로 언제든지 모두 중지할 수 있습니다.',
  chat: '글로 대화하기',
  receiptYouAllowed: '{{name}} 님이 화면을 볼 수 있게 했습니다',
  receiptYouAllowedControl: '{{name}} 님이 마우스와 키보드를 사용할 수 있게 했습니다',
  receiptLine: '{{from}}부터 {{to}}까지',
  receiptDeclined_one: '한 번 거부했습니다.',
  receiptDeclined_other: '{{count}}번 거부했습니다.',
  receiptKept: '이 프로그램은 아무것도 보관하지 않습니다. 창을 닫으면 사라집니다.',
  endRevoked: '직접 중지함',
  endReleased: '{{name}} 님이 중지함',
  endExpired: '시간이 다 됨',
  endPanic: '중지 키를 누름',
  endPeerLost: '연결이 끊어짐',
  endLeft: '{{name}} 님이 나감',
  endEnded: '지원이 끝남',
  endLeadChanged: '다른 담당자가 이어받음',
  endCaptureStopped: '화면 공유가 멈춤',
  problemUnreachable:
    '{{host}} 서버에 연결할 수 없습니다. 이 컴퓨터가 인터넷에 연결되어 있는지 확인하십시오.',
  problemCertificate:
    '{{host}} 서버가 올바른 서버인지 확인할 수 없어 아무것도 보내지 않았습니다. 담당자에게 알려 주십시오.',
  problemVersion: '이 프로그램은 {{host}} 서버와 맞지 않습니다. 담당자에게 최신 프로그램을 요청하십시오.',
  problemNotARelay: '{{host}} 주소에는 Alongside가 없습니다. 담당자에게 링크를 확인하십시오.',
  problemBusy: '시도가 너무 많았습니다. 잠시 후 계속합니다.',
  endedByLead: '담당자가 지원을 마쳤습니다.',
  endedEveryoneLeft: '모두 나갔습니다.',
  endedRemoved: '담당자가 연결을 끊었습니다.',
  endedRefused: '입장이 승인되지 않았습니다. 잘못된 것이라면 새 링크를 요청하십시오.',
  endedExpired: '아무도 돌아오지 않아 연결을 종료했습니다.',
  endedReplaced: '다른 창에서 계속하고 있습니다.',
  endedLeft: '직접 나가셨습니다.',
  lobbyBody: '{{organisation}}의 {{name}} 님이 곧 입장을 승인합니다. 아직 아무것도 보이지 않습니다.',
  stoppedNextTitle: '전화를 받으셨다면',
  stoppedNextBody:
    '전화를 끊으십시오. 비밀번호나 카드 번호를 알려 주었다면 카드에 적힌 번호로 은행에 연락하고 비밀번호를 바꾸십시오.',
  sameWords: '{{name}} 님이 읽어 주는 단어가 아래와 같습니까?',
  orgNotVerified: '확인되지 않은 조직',
  safeByLink: '안전한 연결',
  safeByWords: '안전한 연결(단어 확인됨)',
  pausedOwn: 'Alongside 창을 사용하는 동안 멈춰 있습니다',
};
