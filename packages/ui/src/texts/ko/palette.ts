import type { palette as en } from '../en/palette.ts';
import type { Same } from '../same.ts';

export const palette: Same<typeof en> = {
  title: '명령',
  search: '명령 검색',
  nothing: '해당하는 명령이 없습니다',
  open: '명령',
  notices: '알림',
  noticesEmpty: '알림이 없습니다',
  dismiss: '닫기',
  joined: '{{name}} 님이 참가했습니다.',
  waiting: '{{name}} 님이 승인을 기다리고 있습니다.',
  left: '{{name}} 님이 나갔습니다.',
};
