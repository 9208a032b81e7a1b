import type { quality as en } from '../en/quality.ts';
import type { Same } from '../same.ts';

export const quality: Same<typeof en> = {
  title: '화질',
  picture: '화면',
  automatic: '자동',
  sharp: '선명한 글자',
  smooth: '부드러운 움직임',
  now: '현재: {{picture}}',
  rate: '초당 프레임 수',
  upTo: '최대 {{fps}}',
  click: '클릭 반응 {{ms}} ms',
  clickHint: '클릭한 뒤 화면이 바뀌기까지 {{ms}} ms, 그중 왕복 시간이 {{rtt}} ms입니다.',
  heldCpu: '고객 컴퓨터가 바쁨',
  heldBandwidth: '느린 연결',
  limitUnknown: '무엇이 화면을 제한하는지 아직 알 수 없습니다.',
  limitNone: '제한이 없습니다. 화면이 이보다 빨리 바뀌지 않습니다.',
  limitCpu: '고객 컴퓨터에 할 일이 너무 많아 더 보내지 못합니다.',
  limitBandwidth: '연결이 더 실어 나르지 못합니다.',
  limitFps: '선택하신 프레임 수만큼 보내고 있습니다.',
  limitOther: '고객 컴퓨터가 화면을 제한하고 있습니다.',
};
