import type { home as en } from '../en/home.ts';
import type { Same } from '../same.ts';

export const home: Same<typeof en> = {
  start: '세션 시작',
  startTitle: '세션 시작',
  startIntro: '세션이 바로 열립니다. 고객은 그 화면에서 초대합니다.',
  sessionType: '세션 유형',
  optional: '선택 사항',
  fieldMissing: '필수 항목입니다.',
  submit: '시작',
  recent: '최근 세션',
  recentEmptyTitle: '아직 세션이 없습니다',
  recentEmptyBody: '세션을 시작하고 고객에게 링크를 보내십시오. 끝난 세션이 여기에 표시됩니다.',
  refresh: '새로 고침',
  columnSession: '세션',
  columnCustomers: '고객',
  columnStarted: '시작',
  columnDuration: '소요 시간',
  noCustomer: '참가한 고객 없음',
  running: '진행 중',
  return: '돌아가기',
  returnTo: '{{session}} 세션으로 돌아가기',
  signOut: '로그아웃',
};
