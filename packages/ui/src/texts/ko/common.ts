import type { common as en } from '../en/common.ts';
import type { Same } from '../same.ts';

export const common: Same<typeof en> = {
  appName: 'Alongside',
  cancel: '취소',
  close: '닫기',
  copy: '복사',
  copied: '복사했습니다',
  retry: '다시 시도',
  retryNow: '지금 시도',
  loading: '불러오는 중',
  language: '언어',
  theme: '화면 모드',
  themeLight: '밝게',
  themeDark: '어둡게',
  themeAuto: '시스템 설정',
  retryIn: '{{seconds}}초 후 다시 시도합니다',
  retrying: '다시 시도하고 있습니다',
  you: '나',
  justNow: '방금',
  unknownName: '나간 참가자',
  verified: '확인된 조직',
  opensInBrowser: '브라우저에서 열립니다: {{address}}',
  endsIn: '{{time}} 후에 끝남',
};
