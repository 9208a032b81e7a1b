import { expect, test } from 'vitest';
import {
  packetsReceived,
  presentedFingerprints,
  readStats,
  screenEntries,
  type StatsEntry,
} from './stats.ts';

const wire = (candidateType: string): StatsEntry[] => [
  {
    type: 'transport',
    id: 'T',
    selectedCandidatePairId: 'P',
    packetsReceived: 5,
    localCertificateId: 'L',
    remoteCertificateId: 'R',
  },
  {
    type: 'candidate-pair',
    id: 'P',
    localCandidateId: 'c1',
    remoteCandidateId: 'c2',
    currentRoundTripTime: 0.02,
  },
  { type: 'candidate-pair', id: 'other', currentRoundTripTime: 9 },
  { type: 'local-candidate', id: 'c1', candidateType: 'host' },
  { type: 'remote-candidate', id: 'c2', candidateType },
  { type: 'certificate', id: 'L', fingerprint: 'AA:01', fingerprintAlgorithm: 'sha-256' },
  { type: 'certificate', id: 'R', fingerprint: 'BB:02', fingerprintAlgorithm: 'sha-256' },
  { type: 'codec', id: 'V', mimeType: 'video/AV1' },
];
const incoming = (change: Record<string, unknown>): StatsEntry => ({
  type: 'inbound-rtp',
  kind: 'video',
  codecId: 'V',
  framesReceived: 10,
  framesPerSecond: 30,
  frameWidth: 1280,
  frameHeight: 720,
  bytesReceived: 1_000,
  packetsReceived: 90,
  packetsLost: 0,
  ...change,
});

test('a picture that comes in is told in full from the second reading on', () => {
  const first = readStats([...wire('host'), incoming({})], 1_000, null);
  expect(first.stats).toMatchObject({ kbps: null, loss: null, fps: 30 });
  const later = incoming({ bytesReceived: 251_000, packetsReceived: 180, packetsLost: 10 });
  expect(readStats([...wire('host'), later], 2_000, first.memory).stats).toEqual({
    path: 'direct',
    rttMs: 20,
    loss: 0.1,
    fps: 30,
    width: 1280,
    height: 720,
    kbps: 2_000,
    codec: 'AV1',
  });
});

const outgoing = (change: Record<string, unknown>): StatsEntry => ({
  type: 'outbound-rtp',
  kind: 'video',
  codecId: 'V',
  mediaSourceId: 'M',
  framesEncoded: 3,
  framesPerSecond: 12,
  bytesSent: 1_000,
  qualityLimitationReason: 'bandwidth',
  ...change,
});
const source: StatsEntry = { type: 'media-source', id: 'M', framesPerSecond: 28 };

test('the sending side tells how its screen leaves from the second reading on', () => {
  const first = readStats([...wire('host'), outgoing({}), source], 1, null);
  expect(first).toMatchObject({ stats: { fps: 12, codec: 'AV1' }, sending: null });
  const later = [...wire('host'), outgoing({ bytesSent: 126_000 }), source];
  expect(readStats(later, 1_001, first.memory).sending).toEqual({
    capturedFps: 28,
    sentFps: 12,
    kbps: 1_000,
    limitedBy: 'bandwidth',
  });
});

test.each<[string, StatsEntry[]]>([
  ['watches', [incoming({})]],
  ['has taken its screen back', [outgoing({ mediaSourceId: undefined }), source]],
  ['has sent nothing yet', [outgoing({ framesEncoded: 0 }), source]],
])('who %s sends no screen', (_, entries) => {
  const before = { at: 0, bytes: 0, lost: 0, packets: 0, sentBytes: 0 };
  expect(readStats([...wire('host'), ...entries], 1_000, before).sending).toBeNull();
});

test('a relayed path is one with a relay at either end, and no path is unknown', () => {
  expect(readStats(wire('relay'), 1, null).stats.path).toBe('relayed');
  expect(readStats([], 1, null).stats).toMatchObject({ path: 'unknown', rttMs: null, codec: null });
});

test('a direction that is prepared but silent is not a picture', () => {
  expect(readStats([...wire('host'), incoming({ framesReceived: 0 })], 1, null).stats.fps).toBeNull();
});

test('counters that go back, as after a new connection, make no negative figures', () => {
  const before = { at: 0, bytes: 9_999, lost: 9, packets: 999, sentBytes: 0 };
  const { stats } = readStats([...wire('host'), incoming({})], 1_000, before);
  expect([stats.kbps, stats.loss]).toEqual([0, null]);
});

test('fingerprints and packets are read from the transport', () => {
  expect(presentedFingerprints(wire('host'))).toEqual({ local: 'aa01', remote: 'bb02' });
  expect(presentedFingerprints([])).toBeUndefined();
  expect([packetsReceived(wire('host')), packetsReceived([])]).toEqual([5, 0]);
});

test('figures are of the screen, whatever else goes over the same wire', () => {
  const entries = [
    { id: 'a', type: 'inbound-rtp', kind: 'audio', mid: '1' },
    { id: 'c', type: 'inbound-rtp', kind: 'video', mid: '2', framesReceived: 9 },
    { id: 's', type: 'inbound-rtp', kind: 'video', mid: '0', framesReceived: 1 },
    { id: 'o', type: 'outbound-rtp', kind: 'video', mid: '0' },
    { id: 'r', type: 'remote-inbound-rtp', kind: 'video', localId: 'o' },
    { id: 'x', type: 'remote-inbound-rtp', kind: 'audio', localId: 'p' },
    { id: 't', type: 'transport' },
  ];
  expect(screenEntries(entries, '0').map(({ id }) => id)).toEqual(['s', 'o', 'r', 't']);
});
