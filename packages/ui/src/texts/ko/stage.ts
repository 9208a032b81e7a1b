import type { stage as en } from '../en/stage.ts';
import type { Same } from '../same.ts';

export const stage: Same<typeof en> = {
  title: '원격 화면',
  bar: '화면 옵션',
  scale: '크기',
  fit: '창에 맞춤',
  actual: '1:1',
  fullScreen: '전체 화면',
  leaveFullScreen: '전체 화면 끝내기',
  monitor: '모니터',
  monitorNumber: '모니터 {{number}}',
  monitorOption: '{{label}} · {{width}} × {{height}}',
  keys: '특수 키',
  keysHint: '고객의 컴퓨터로 보냅니다',
  emptyTitle: '아직 화면이 없습니다',
  emptyNobody: '고객을 초대하십시오. 고객이 참가하면 여기에서 화면 보기를 요청할 수 있습니다.',
  emptyLobby: '기다리는 사람이 있습니다. 참가자 목록에서 승인하십시오.',
  emptyConnecting: '{{name}} 님과 연결하는 중',
  emptyAsk: '{{name}} 님이 참가했습니다. 화면 보기를 요청하십시오.',
  waitingForPicture: '첫 화면을 기다리는 중',
  focusHint: '입력한 키가 고객에게 전달됩니다. {{keys}} 키로 화면에서 나갑니다.',
  focusClick: '화면을 클릭하면 입력할 수 있습니다',
  reconnecting: '{{name}} 님과의 연결이 끊어졌습니다. 다시 연결하고 있습니다.',
  input: '원격 화면 키보드',
};
