import type { history as en } from '../en/history.ts';
import type { Same } from '../same.ts';

export const history: Same<typeof en> = {
  open: '{{session}} 기록',
  title: '지원 기록',
  who: '고객',
  representatives: '담당자',
  type: '유형',
  codes: '추적 코드',
  when: '일시',
  howLong: '시간',
  running: '진행 중',
  notes: '메모',
  none: '없음',
  happened: '있었던 일',
  nothing: '요청하거나 허용한 것이 없습니다.',
  chat: '채팅',
  receiptHead: '확인서 서명: {{count}}번 항목까지, {{head}}',
  report: '보고서 저장',
  list: '목록을 CSV로 저장',
  saved: '저장했습니다',
  saveFailed: '그곳에 저장할 수 없습니다. 다른 폴더를 선택하십시오.',
  kept: '지원 기록은 {{count}}일 동안 보관됩니다.',
};
