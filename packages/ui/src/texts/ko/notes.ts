import type { notes as en } from '../en/notes.ts';
import type { Same } from '../same.ts';

export const notes: Same<typeof en> = {
  title: '메모',
  label: '세션 메모',
  hint: '세션과 함께 보관되며 고객에게는 보이지 않습니다.',
  save: '저장',
  loading: '불러오는 중',
  saved: '저장됨',
  saving: '저장하는 중',
  unsaved: '아직 저장되지 않음',
  failed: '저장하지 못했습니다. {{why}}',
  readOnly: '메모는 주 고객 지원 담당자가 작성합니다. 저장된 내용을 볼 수 있습니다.',
  search: '세션 검색',
  searchHint: '이름, 고객, 코드 또는 메모',
  nothingFound: '해당하는 세션이 없습니다',
  nothingFoundBody: '검색어를 줄이거나 바꿔 보십시오.',
  edit: '{{session}} 메모 편집',
  editTitle: '세션 메모',
};
