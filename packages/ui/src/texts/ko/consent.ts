import type { consent as en } from '../en/consent.ts';
import type { Same } from '../same.ts';

export const consent: Same<typeof en> = {
  allow: '허용',
  decline: '거부',
  allowAll: '이번 지원 동안 모든 작업 허용',
  allowAllHint: '지원이 끝날 때까지 다시 묻지 않습니다. 언제든지 모두 중지할 수 있습니다.',
  expiresIn: '이 질문은 {{seconds}}초 후에 사라집니다',
  viewTitle: '{{organisation}}의 {{name}} 님이 화면을 보고 싶어 합니다.',
  viewMeans: '중지할 때까지 화면에 보이는 모든 것을 보게 됩니다. 클릭하거나 입력할 수는 없습니다.',
  controlTitle: '{{organisation}}의 {{name}} 님이 마우스와 키보드를 사용하고 싶어 합니다.',
  controlMeans:
    '중지할 때까지 이 컴퓨터에서 클릭하고 입력할 수 있습니다. 직접 마우스를 움직이면 상대방의 조작이 잠시 멈춥니다.',
  notVerified: '이 사람이 실제로 그곳에서 일하는지 확인하지 못했습니다.',
};
