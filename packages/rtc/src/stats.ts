/** The figures of a connection, read out of the browser's report. Pure: from two reports to what a person wants to know. */
import type { PeerStats } from './types.ts';

export type StatsEntry = Readonly<Record<string, unknown>>;
/** What has to be remembered from one second to the next. */
export type StatsMemory = {
  readonly at: number;
  readonly bytes: number;
  readonly lost: number;
  readonly packets: number;
};
type StatsReading = { readonly stats: PeerStats; readonly memory: StatsMemory };

const LIMITS: readonly string[] = ['none', 'cpu', 'bandwidth', 'other'];

/** `at` is in milliseconds of any steady clock. */
export function readStats(
  entries: readonly StatsEntry[],
  at: number,
  before: StatsMemory | null,
): StatsReading {
  const pair = selectedPair(entries);
  const outgoing = video(entries, 'outbound-rtp', 'framesEncoded');
  // Who shows sees what leaves; who watches sees what comes.
  const media = video(entries, 'inbound-rtp', 'framesReceived') ?? outgoing;
  const remote = entries.find((entry) => entry['type'] === 'remote-inbound-rtp');
  const memory: StatsMemory = {
    at,
    bytes: number(media, 'bytesReceived') ?? number(media, 'bytesSent') ?? 0,
    lost: number(media, 'packetsLost') ?? number(remote, 'packetsLost') ?? 0,
    packets: number(media, 'packetsReceived') ?? number(media, 'packetsSent') ?? 0,
  };
  const rtt = number(pair, 'currentRoundTripTime');
  return {
    memory,
    stats: {
      path: pathOf(entries, pair),
      rttMs: rtt === null ? null : rtt * 1000,
      loss: media === undefined || before === null ? null : lossOf(memory, before),
      fps: number(media, 'framesPerSecond'),
      width: number(media, 'frameWidth'),
      height: number(media, 'frameHeight'),
      kbps: media === undefined || before === null ? null : rateOf(memory, before),
      codec: codecOf(entries, media),
      limitedBy: limitOf(outgoing),
    },
  };
}

/** Packets of any kind that have come in: whether the wire is alive at all. */
export function packetsReceived(entries: readonly StatsEntry[]): number {
  const transport = entries.find((entry) => entry['type'] === 'transport');
  return number(transport, 'packetsReceived') ?? number(transport, 'bytesReceived') ?? 0;
}

/** The certificates that were shown in the handshake, as lower-case hex; undefined where the browser does not tell. */
export function presentedFingerprints(
  entries: readonly StatsEntry[],
): { readonly local: string; readonly remote: string } | undefined {
  const transport = entries.find((entry) => entry['type'] === 'transport');
  const local = fingerprintBy(entries, transport?.['localCertificateId']);
  const remote = fingerprintBy(entries, transport?.['remoteCertificateId']);
  return local === undefined || remote === undefined ? undefined : { local, remote };
}

function fingerprintBy(entries: readonly StatsEntry[], id: unknown): string | undefined {
  const certificate = entries.find((entry) => entry['type'] === 'certificate' && entry['id'] === id);
  const fingerprint = certificate?.['fingerprint'];
  if (typeof fingerprint !== 'string' || certificate?.['fingerprintAlgorithm'] !== 'sha-256')
    return undefined;
  return fingerprint.replaceAll(':', '').toLowerCase();
}

function selectedPair(entries: readonly StatsEntry[]): StatsEntry | undefined {
  const transport = entries.find((entry) => entry['type'] === 'transport');
  const id = transport?.['selectedCandidatePairId'];
  return entries.find((entry) => entry['type'] === 'candidate-pair' && entry['id'] === id);
}

function pathOf(entries: readonly StatsEntry[], pair: StatsEntry | undefined): PeerStats['path'] {
  if (pair === undefined) return 'unknown';
  const ends = [pair['localCandidateId'], pair['remoteCandidateId']];
  const candidates = entries.filter((entry) => ends.includes(entry['id']));
  if (candidates.length < ends.length) return 'unknown';
  return candidates.some((candidate) => candidate['candidateType'] === 'relay') ? 'relayed' : 'direct';
}

/** The stream that has frames: the prepared but unused direction reports itself too. */
function video(entries: readonly StatsEntry[], type: string, frames: string): StatsEntry | undefined {
  return entries.find(
    (entry) => entry['type'] === type && entry['kind'] === 'video' && (number(entry, frames) ?? 0) > 0,
  );
}

function codecOf(entries: readonly StatsEntry[], media: StatsEntry | undefined): string | null {
  const codec = entries.find((entry) => entry['type'] === 'codec' && entry['id'] === media?.['codecId']);
  const mimeType = codec?.['mimeType'];
  return typeof mimeType === 'string' ? mimeType.replace(/^video\//, '') : null;
}

function limitOf(outgoing: StatsEntry | undefined): PeerStats['limitedBy'] {
  const reason = outgoing?.['qualityLimitationReason'];
  return typeof reason === 'string' && LIMITS.includes(reason) ? (reason as PeerStats['limitedBy']) : null;
}

function lossOf(now: StatsMemory, before: StatsMemory): number | null {
  const lost = Math.max(0, now.lost - before.lost);
  const all = Math.max(0, now.packets - before.packets) + lost;
  return all === 0 ? null : lost / all;
}

function rateOf(now: StatsMemory, before: StatsMemory): number | null {
  const elapsedMs = now.at - before.at;
  return elapsedMs <= 0 ? null : (Math.max(0, now.bytes - before.bytes) * 8) / elapsedMs;
}

function number(entry: StatsEntry | undefined, key: string): number | null {
  const value = entry?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
