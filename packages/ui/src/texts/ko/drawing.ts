import type { drawing as en } from '../en/drawing.ts';
import type { Same } from '../same.ts';

export const drawing: Same<typeof en> = {
  point: '가리키기',
  draw: '그리기',
  clear: '그림 지우기',
  noScreen: '아직 그릴 화면이 없습니다.',
  notThere: '고객의 프로그램에서는 그림을 보여 줄 수 없습니다.',
  oneWindow: '바탕 화면 전체를 공유할 때 그릴 수 있습니다.',
};
