import type { connection as en } from '../en/connection.ts';
import type { Same } from '../same.ts';

export const connection: Same<typeof en> = {
  direct: '직접 연결',
  relayed: '중계 연결',
  directHint: '두 컴퓨터가 서로 직접 연결되어 있습니다.',
  relayedHint: '중간 서버를 거쳐 연결되지만 내용은 종단 간 암호화되어 있습니다.',
  connecting: '연결하는 중',
  reconnecting: '다시 연결하는 중',
  lost: '연결되지 않음',
  rtt: '{{ms}} ms',
  fps: '{{fps}} fps',
  resolution: '{{width}} × {{height}}',
  latencyHint: '왕복 시간: {{ms}} ms',
  badge: '연결 상태: {{state}}',
};
