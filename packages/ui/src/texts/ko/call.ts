import type { call as en } from '../en/call.ts';
import type { Same } from '../same.ts';

export const call: Same<typeof en> = {
  title: '음성과 영상',
  audio: '음성',
  video: '영상',
  joinInternet: '인터넷으로 참여',
  joinPhone: '전화로 참여했습니다',
  leave: '음성에서 나가기',
  leavePhone: '전화를 끊었습니다',
  mute: '음소거',
  unmute: '음소거 해제',
  ownLevel: '내 마이크 크기',
  microphone: '마이크',
  speaker: '스피커',
  camera: '카메라',
  people: '음성 참여자',
  nobodyHere: '아직 다른 사람이 없습니다.',
  notJoined: '음성에 없음',
  onPhone: '전화',
  onInternet: '인터넷',
  mutedMark: '음소거됨',
  speaking: '말하는 중',
  phoneTitle: '전화로 참여',
  phoneNone: '이 조직은 전화번호를 제공하지 않습니다.',
  accessCode: '접속 번호',
  micRefused:
    '마이크가 허용되지 않았습니다. 다른 사람의 말은 들리지만 내 말은 들리지 않습니다. 시스템의 개인 정보 설정에서 허용한 다음 다시 참여하십시오.',
  micMissing:
    '마이크를 찾지 못했습니다. 다른 사람의 말은 들리지만 내 말은 들리지 않습니다. 마이크를 연결한 다음 다시 참여하십시오.',
  micBusy:
    '다른 프로그램이 마이크를 사용하고 있습니다. 다른 사람의 말은 들리지만 내 말은 들리지 않습니다. 그 프로그램을 닫은 다음 다시 참여하십시오.',
  camRefused:
    '카메라가 허용되지 않았습니다. 다른 사람은 볼 수 있습니다. 시스템의 개인 정보 설정에서 허용한 다음 다시 시도하십시오.',
  camMissing: '카메라를 찾지 못했습니다. 다른 사람은 볼 수 있습니다.',
  camBusy:
    '다른 프로그램이 카메라를 사용하고 있습니다. 다른 사람은 볼 수 있습니다. 그 프로그램을 닫은 다음 다시 시도하십시오.',
  inviteVoice: '{{name}} 님이 말하고 있습니다. 함께 참여하시겠습니까?',
  inviteVideo: '{{name}} 님이 영상을 보여 주고 있습니다. 보고 원하면 내 영상도 보여 주시겠습니까?',
  lookAtVideo: '영상 보기',
  notNow: '나중에',
  preview: '나만 보는 중',
  you: '나',
  startVideo: '영상 시작',
  stopVideo: '영상 중지',
  openCamera: '카메라 열기',
  needCustomer: '영상은 고객이 들어온 다음 시작할 수 있습니다.',
  noVideo: '영상을 보여 주는 사람이 없습니다.',
};
