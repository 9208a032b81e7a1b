/** The figures of a connection, read out of the browser's report. Pure: from two reports to what a person wants to know. */
import type { PeerStats } from './types.ts';

export type StatsEntry = Readonly<Record<string, unknown>>;
/** What has to be remembered from one second to the next. */
export type StatsMemory = {
  readonly at: number;
  readonly bytes: number;
  readonly lost: number;
  readonly packets: number;
  readonly sentBytes: number;
};
/** How our own screen leaves. */
export type Sending = {
  /** Frames a second that the capture brings, and that are sent. */
  readonly capturedFps: number;
  readonly sentFps: number;
  readonly kbps: number;
  /** What holds the picture back. */
  readonly limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other';
};
type StatsReading = {
  readonly stats: PeerStats;
  /** Null where no screen is sent, and at the first reading. */
  readonly sending: Sending | null;
  readonly memory: StatsMemory;
};

const LIMITS: readonly string[] = ['none', 'cpu', 'bandwidth', 'other'] satisfies Sending['limitedBy'][];

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
    sentBytes: number(outgoing, 'bytesSent') ?? 0,
  };
  const rtt = number(pair, 'currentRoundTripTime');
  return {
    memory,
    sending:
      outgoing === undefined || before === null ? null : sendingOf(entries, outgoing, { memory, before }),
    stats: {
      path: pathOf(entries, pair),
      rttMs: rtt === null ? null : rtt * 1000,
      loss: media === undefined || before === null ? null : lossOf(memory, before),
      fps: number(media, 'framesPerSecond'),
      width: number(media, 'frameWidth'),
      height: number(media, 'frameHeight'),
      kbps:
        media === undefined || before === null
          ? null
          : rateOf(memory.bytes - before.bytes, memory.at - before.at),
      codec: codecOf(entries, media),
    },
  };
}

/** Without voices and faces: the figures are about the screen. `mid` names its place in the offer. */
export function screenEntries(entries: readonly StatsEntry[], mid: string | null): readonly StatsEntry[] {
  const isStream = (entry: StatsEntry): boolean => String(entry['type']).endsWith('bound-rtp');
  const own = entries.filter((entry) => isStream(entry) && entry['mid'] === mid).map((entry) => entry['id']);
  return entries.filter(
    (entry) => !isStream(entry) || own.includes(entry['id']) || own.includes(entry['localId']),
  );
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

type Span = { readonly memory: StatsMemory; readonly before: StatsMemory };

function sendingOf(
  entries: readonly StatsEntry[],
  outgoing: StatsEntry,
  { memory, before }: Span,
): Sending | null {
  const source = entries.find(({ type, id }) => type === 'media-source' && id === outgoing['mediaSourceId']);
  const capturedFps = number(source, 'framesPerSecond');
  const kbps = rateOf(memory.sentBytes - before.sentBytes, memory.at - before.at);
  if (capturedFps === null || kbps === null) return null;
  const reason = outgoing['qualityLimitationReason'];
  const isKnown = typeof reason === 'string' && LIMITS.includes(reason);
  return {
    capturedFps,
    sentFps: number(outgoing, 'framesPerSecond') ?? 0,
    kbps,
    limitedBy: isKnown ? (reason as Sending['limitedBy']) : 'none',
  };
}

function lossOf(now: StatsMemory, before: StatsMemory): number | null {
  const lost = Math.max(0, now.lost - before.lost);
  const all = Math.max(0, now.packets - before.packets) + lost;
  return all === 0 ? null : lost / all;
}

/** In kbit/s. */
function rateOf(bytes: number, elapsedMs: number): number | null {
  return elapsedMs <= 0 ? null : (Math.max(0, bytes) * 8) / elapsedMs;
}

function number(entry: StatsEntry | undefined, key: string): number | null {
  const value = entry?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
