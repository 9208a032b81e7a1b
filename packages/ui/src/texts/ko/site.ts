import type { site as en } from '../en/site.ts';
import type { Same } from '../same.ts';

export const site: Same<typeof en> = {
  'remote-support': '원격 지원',
  sessionName: '{{type}} {{number}}',
  training: '교육',
  ticket: '접수 번호',
  product: '제품',
  newKey: '새 키 확인',
  newKeyTitle: '새 키를 신뢰하시겠습니까?',
  newKeyBody:
    '이 키를 가진 사람이 사이트 설정을 정합니다. 키가 교체되었는지, 아래 키가 맞는지 관리자에게 직접 또는 전화로 확인하십시오. 아니라면 취소하십시오.',
  believe: '이 키 신뢰',
};
