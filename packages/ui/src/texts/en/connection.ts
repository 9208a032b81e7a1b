export const connection = {
  direct: 'Direct',
  relayed: 'Relayed',
  directHint: 'The two computers talk to each other directly.',
  relayedHint: 'The connection goes through a server in between, still encrypted end to end.',
  connecting: 'Connecting',
  reconnecting: 'Reconnecting',
  lost: 'Not connected',
  rtt: '{{ms}} ms',
  fps: '{{fps}} fps',
  resolution: '{{width}} × {{height}}',
  latencyHint: 'Time there and back: {{ms}} ms',
  badge: 'Connection: {{state}}',
} as const;
