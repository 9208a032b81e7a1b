import type { chat as en } from '../en/chat.ts';
import type { Same } from '../same.ts';

export const chat: Same<typeof en> = {
  title: '채팅',
  log: '채팅 메시지',
  to: '받는 사람',
  message: '메시지',
  placeholder: '메시지를 입력하십시오',
  send: '보내기',
  everyone: '모두',
  csrs: '모든 고객 지원 담당자',
  emptyTitle: '아직 메시지가 없습니다',
  emptyBody: '여기에 쓴 내용은 상대방에게 바로 전달되며 기록되지 않습니다.',
  nobody: '아직 아무도 없습니다. 누군가 참가하면 메시지를 쓸 수 있습니다.',
  seenByEveryone: '모두에게 보입니다',
  seenByCsrs: '고객 지원 담당자에게만 보입니다',
  seenByOne: '{{name}} 님에게만 보입니다',
  onlyCsrs: '고객 지원 담당자만',
  onlyYou: '나만',
  onlyName: '{{name}} 님만',
  sending: '보내는 중',
  failed: '전달하지 못했습니다',
  received: '전달됨',
  unread: '새 메시지',
  newMessages_one: '새 메시지 {{count}}개',
  newMessages_other: '새 메시지 {{count}}개',
  keys: 'Enter 키로 보내고 Shift+Enter 키로 줄을 바꿉니다',
};
