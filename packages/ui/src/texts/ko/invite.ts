import type { invite as en } from '../en/invite.ts';
import type { Same } from '../same.ts';

export const invite: Same<typeof en> = {
  title: '초대',
  customer: '고객',
  link: '참가 링크',
  code: '참가 코드',
  linkHint: '고객에게 보내십시오. 링크만으로 중간에 끼어든 사람이 없음을 확인합니다.',
  codeHint: '전화로 읽어 주십시오. 제어하기 전에 확인 단어를 비교하게 됩니다.',
  address: '고객이 {{address}} 주소를 열고 코드를 입력합니다.',
  linkCopied: '참가 링크를 복사했습니다.',
  copyLink: '링크 복사',
  copyCode: '코드 복사',
  expiresIn: '한 사람이 한 번만 사용할 수 있습니다. 남은 시간:',
  expired: '만료된 초대입니다.',
  used: '이미 사용된 초대입니다.',
  again: '새로 만들기',
};
