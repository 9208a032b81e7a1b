import type { zones as en } from '../en/zones.ts';
import type { Same } from '../same.ts';

export const zones: Same<typeof en> = {
  title: '내 화면에서 숨긴 부분',
  hint: '숨긴 부분은 화면을 보는 모든 사람에게 검게 보이며, 그곳은 클릭할 수 없습니다.',
  hideArea: '화면 일부 숨기기',
  hideWindow: '창 숨기기',
  drawHint: '보여 주고 싶지 않은 곳을 누른 채 끌어서 덮으십시오.',
  pictureLabel: '지금의 화면입니다. 숨길 곳에 사각형을 그리십시오.',
  hideThis: '숨기기',
  cancel: '취소',
  noWindows: '열려 있는 다른 창이 없습니다.',
  area: '영역 {{number}}',
  window: '창',
  showAgain: '다시 보이기',
  showAgainNamed: '다시 보이기: {{name}}',
  notNow: '다시 보이게 하려면 먼저 화면 공유를 중지하십시오.',
  told_one: '{{name}} 님이 화면의 한 부분을 숨겼습니다. 검게 보이며 그곳의 클릭은 전달되지 않습니다.',
  told_other: '{{name}} 님이 화면의 {{count}}곳을 숨겼습니다. 검게 보이며 그곳의 클릭은 전달되지 않습니다.',
  toldNone: '{{name}} 님이 더 이상 숨긴 부분이 없습니다.',
};
