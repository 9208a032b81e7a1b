import type { site as en } from '../en/site.ts';
import type { Same } from '../same.ts';

export const site: Same<typeof en> = {
  'remote-support': '원격 지원',
  sessionName: '{{type}} {{number}}',
  training: '교육',
  ticket: '접수 번호',
  product: '제품',
};
