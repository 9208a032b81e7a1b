import type { clipboard as en } from '../en/clipboard.ts';
import type { Same } from '../same.ts';

export const clipboard: Same<typeof en> = {
  title: '클립보드',
  hint: '지금부터 복사하는 글과 그림',
  write: '내가 복사한 것을 고객 컴퓨터에 붙여 넣기',
  read: '고객 컴퓨터에서 복사한 것을 받기',
  asked: '요청함',
  notInBrowser: '클립보드를 공유하려면 콘솔 앱을 사용하십시오.',
  notThere: '고객의 프로그램에서는 클립보드를 공유할 수 없습니다.',
};
