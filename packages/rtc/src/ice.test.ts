import { expect, test } from 'vitest';
import { iceConfiguration, isRelayed, onlyRelayed } from './ice.ts';

const RELAYED = 'candidate:1 1 udp 41885439 198.51.100.1 50000 typ relay raddr 0.0.0.0 rport 0 generation 0';
const HOST = 'candidate:2 1 udp 2122260223 10.0.0.2 40000 typ host generation 0';

test('the policy is the browser’s own', () => {
  const server = { urls: ['turn:a.test'], username: '1:a', credential: 'c' };
  expect(iceConfiguration({ servers: [server], relayOnly: true })).toEqual({
    iceServers: [server],
    iceTransportPolicy: 'relay',
  });
  expect(iceConfiguration({ servers: [], relayOnly: false })).toEqual({
    iceServers: [],
    iceTransportPolicy: 'all',
  });
});

test.each([
  [RELAYED, true],
  [`a=${RELAYED}`, true],
  ['candidate:1 1 tcp 9 2001:db8::1 9 typ relay', true],
  [HOST, false],
  ['candidate:3 1 udp 1686052607 203.0.113.7 40000 typ srflx raddr 10.0.0.2 rport 40000', false],
  ['candidate:4 1 udp 1 203.0.113.7 40000 typ prflx', false],
  ['candidate:5 1 udp 1 4f2a.local 40000 typ host typ relay', false],
  ['candidate:6 1 udp 1 10.0.0.2 40000 typ relayed', false],
  [`${RELAYED}\r\na=${HOST}`, false],
  [`${RELAYED}\n`, false],
  [`x ${RELAYED}`, false],
  ['typ relay', false],
  ['', false],
])('%s: relayed %s', (candidate, relayed) => {
  expect(isRelayed(candidate)).toBe(relayed);
});

test('a description keeps all but the addresses of the other machine', () => {
  const lines = ['v=0', 'c=IN IP4 0.0.0.0', 'a=ice-ufrag:x', 'a=end-of-candidates', ''];
  const [head = '', ...tail] = lines;
  const told = [head, `a=${HOST}`, `a=${RELAYED}`, ...tail].join('\r\n');
  expect(onlyRelayed(told)).toBe([head, `a=${RELAYED}`, ...tail].join('\r\n'));
  expect(onlyRelayed(`v=0\na=${HOST}`)).toBe('v=0');
});
