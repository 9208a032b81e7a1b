import type { trust as en } from '../en/trust.ts';
import type { Same } from '../same.ts';

export const trust: Same<typeof en> = {
  title: '확인 단어',
  askCsr: '{{name}} 님에게 이 단어를 읽어 주십시오. 상대방에게도 같은 네 단어가 보입니까?',
  askCustomer: '{{name}} 님이 읽어 주는 네 단어가 아래와 같습니까?',
  why: '두 화면의 단어가 같으면 중간에 아무도 없다는 뜻입니다. 채팅이 아니라 말로 확인하십시오.',
  match: '같습니다',
  differ: '다릅니다',
  waiting: '확인 단어를 준비하고 있습니다',
  matched: '확인 단어 일치',
  linkProved: '링크로 확인됨',
  notYet: '아직 확인하지 않음',
  differedTitle: '단어가 다릅니다',
  differedBody:
    '누군가 두 사람 사이에 있을 수 있습니다. 연결을 끊었으며 아무것도 공유되지 않았습니다. 새 링크로 다시 시작하십시오.',
};
