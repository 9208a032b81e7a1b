import { expect, it } from 'vitest';
import { readTurnConfig, TURN_PROBLEMS } from './turn-config.ts';

const TURN_SECRET = 'of the TURN server';
const URL = 'turn:turn.example.org';

it.each([
  { name: 'nothing', env: {}, config: null },
  { name: 'empty variables', env: { TURN_URL: '', TURN_SECRET: '', TURN_ONLY: '' }, config: null },
  { name: 'no policy without a server', env: { TURN_ONLY: '0' }, config: null },
  ...[
    URL,
    `${URL}:3478`,
    `${URL}:443?transport=tcp`,
    'turns:turn.example.org?transport=tcp',
    'turn:198.51.100.1:3478?transport=udp',
    'turn:[2001:db8::1]:3478',
    'turn:localhost',
  ].map((url) => ({
    name: url,
    env: { TURN_URL: url, TURN_SECRET },
    config: { urls: [url], secret: TURN_SECRET, only: false },
  })),
  {
    name: 'several, with blanks',
    env: { TURN_URL: ` ${URL}?transport=udp, ${URL}?transport=tcp `, TURN_SECRET, TURN_ONLY: '1' },
    config: { urls: [`${URL}?transport=udp`, `${URL}?transport=tcp`], secret: TURN_SECRET, only: true },
  },
])('takes $name', ({ env, config }) => {
  expect(readTurnConfig(env)).toEqual({ ok: true, value: config });
});

it.each([
  ...[
    'turn.example.org',
    'turn:',
    'http://turn.example.org',
    'stun:turn.example.org',
    'turn://turn.example.org',
    'turn:turn.example.org:0',
    'turn:turn.example.org:65536',
    'turn:turn.example.org:port',
    'turn:user@turn.example.org',
    'turn:turn.example.org?transport=sctp',
    'turn:turn.example.org?transport=udp&x=1',
    'turn:turn.example.org/path',
    `turn:${'a'.repeat(200)}`,
    `${URL},`,
    `${URL} ${URL}`,
  ].map((url) => ({ env: { TURN_URL: url, TURN_SECRET }, code: 'bad-url' as const })),
  { env: { TURN_URL: Array(9).fill(URL).join(','), TURN_SECRET }, code: 'too-many-urls' as const },
  { env: { TURN_URL: URL }, code: 'secret-missing' as const },
  { env: { TURN_URL: URL, TURN_SECRET: '' }, code: 'secret-missing' as const },
  { env: { TURN_SECRET }, code: 'url-missing' as const },
  { env: { TURN_URL: URL, TURN_SECRET, TURN_ONLY: 'yes' }, code: 'bad-only' as const },
  { env: { TURN_ONLY: '1' }, code: 'only-alone' as const },
])('refuses $env with $code, in one line', ({ env, code }) => {
  expect(readTurnConfig(env)).toEqual({ ok: false, code });
  expect(TURN_PROBLEMS[code]).toMatch(/^TURN_.*\.$/);
});
