import { expect, test } from 'vitest';
import { packetsReceived, presentedFingerprints, readStats, type StatsEntry } from './stats.ts';

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
    limitedBy: null,
  });
});

test('the sending side tells what holds it back', () => {
  const outgoing: StatsEntry = {
    type: 'outbound-rtp',
    kind: 'video',
    codecId: 'V',
    framesEncoded: 3,
    framesPerSecond: 12,
    qualityLimitationReason: 'bandwidth',
  };
  expect(readStats([...wire('host'), outgoing], 1, null).stats).toMatchObject({
    limitedBy: 'bandwidth',
    fps: 12,
    codec: 'AV1',
  });
});

test('a relayed path is one with a relay at either end, and no path is unknown', () => {
  expect(readStats(wire('relay'), 1, null).stats.path).toBe('relayed');
  expect(readStats([], 1, null).stats).toMatchObject({ path: 'unknown', rttMs: null, codec: null });
});

test('a direction that is prepared but silent is not a picture', () => {
  expect(readStats([...wire('host'), incoming({ framesReceived: 0 })], 1, null).stats.fps).toBeNull();
});

test('counters that go back, as after a new connection, make no negative figures', () => {
  const before = { at: 0, bytes: 9_999, lost: 9, packets: 999 };
  const { stats } = readStats([...wire('host'), incoming({})], 1_000, before);
  expect([stats.kbps, stats.loss]).toEqual([0, null]);
});

test('fingerprints and packets are read from the transport', () => {
  expect(presentedFingerprints(wire('host'))).toEqual({ local: 'aa01', remote: 'bb02' });
  expect(presentedFingerprints([])).toBeUndefined();
  expect([packetsReceived(wire('host')), packetsReceived([])]).toEqual([5, 0]);
});
