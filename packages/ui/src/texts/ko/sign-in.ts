import type { signIn as en } from '../en/sign-in.ts';
import type { Same } from '../same.ts';

export const signIn: Same<typeof en> = {
  title: '{{organisation}} 로그인',
  titlePlain: '로그인',
  intro: '고객의 허락을 받아 고객의 화면에서 바로 지원합니다.',
  email: '이메일',
  password: '비밀번호',
  showPassword: '비밀번호 표시',
  submit: '로그인',
  relay: '릴레이: {{host}}',
  emailMissing: '이메일 주소를 입력하십시오.',
  passwordMissing: '비밀번호를 입력하십시오.',
  checking: '릴레이에 연결하는 중',
};
