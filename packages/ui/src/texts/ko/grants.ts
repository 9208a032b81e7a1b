import type { grants as en } from '../en/grants.ts';
import type { Same } from '../same.ts';

export const grants: Same<typeof en> = {
  title: '내가 허용한 항목',
  none: '없습니다. 아무도 이 컴퓨터를 보거나 조작할 수 없습니다.',
  view: '{{name}} 님이 내 화면을 볼 수 있습니다',
  control: '{{name}} 님이 내 마우스와 키보드를 사용할 수 있습니다',
  stop: '중지',
  panicHint: '모두 중지하려면 {{keys}} 키를 누르십시오',
  pausedLocal: '직접 마우스나 키보드를 사용하는 동안 멈춰 있습니다',
  pausedPrompt: '질문에 답할 때까지 멈춰 있습니다',
  pausedLost: '다시 연결될 때까지 멈춰 있습니다',
  bannerView: '{{name}} 님이 내 화면을 보고 있습니다',
  bannerControl: '{{name}} 님이 내 화면을 보고 조작할 수 있습니다',
  bannerViewOthers_one: '{{name}} 님 외 {{count}}명이 내 화면을 보고 있습니다',
  bannerViewOthers_other: '{{name}} 님 외 {{count}}명이 내 화면을 보고 있습니다',
  bannerControlOthers_one: '{{name}} 님이 내 화면을 조작할 수 있고 다른 {{count}}명이 보고 있습니다',
  bannerControlOthers_other: '{{name}} 님이 내 화면을 조작할 수 있고 다른 {{count}}명이 보고 있습니다',
  receiptTitle: '진행 내용',
  receiptWho: '담당자',
  receiptWhen: '시작 시각',
  receiptHowLong: '걸린 시간',
  receiptNothing: '허용한 항목이 없습니다.',
  receiptNotRecorded: '녹화된 내용이 없습니다.',
};
