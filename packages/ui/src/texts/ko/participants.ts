import type { participants as en } from '../en/participants.ts';
import type { Same } from '../same.ts';

export const participants: Same<typeof en> = {
  title: '참가자',
  lobby: '승인 대기 중',
  here: '세션 참가자',
  admit: '승인',
  refuse: '거절',
  admitName: '{{name}} 님 승인',
  refuseName: '{{name}} 님 거절',
  byLink: '링크로 참가',
  byCode: '코드로 참가',
  leadCsr: '주 고객 지원 담당자',
  csr: '고객 지원 담당자',
  primaryCustomer: '기본 고객',
  assistantCustomer: '보조 고객',
  away: '연결 끊김, 자리 유지됨',
  actions: '{{name}} 님에 대한 작업',
  makePrimary: '기본 고객으로 지정',
  remove: '내보내기',
  removeTitle: '{{name}} 님을 내보내시겠습니까?',
  removeBody: '내보냈다는 사실이 상대방에게 표시됩니다. 다시 참가하려면 새 초대가 필요합니다.',
  emptyTitle: '아직 참가한 사람이 없습니다',
  emptyBody: '참가 링크를 보내거나 코드를 읽어 주십시오. 고객은 승인할 때까지 여기에서 기다립니다.',
  emptyAction: '고객 초대',
  you: '{{name}}(나)',
};
