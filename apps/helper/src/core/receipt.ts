/** Keeps account of what happened, from the same facts that go into the record. Pure: returns a new receipt. */
import { unreachable, type Fact, type ParticipantId } from '@alongside/protocol';
import type { Receipt } from '../contract/receipt-view.ts';

const MAX_RECORDINGS = 100;

export type ReceiptEntry =
  | {
      readonly type: 'joined';
      readonly at: number;
      readonly organisation: string;
      readonly verified: boolean;
    }
  | { readonly type: 'helper'; readonly name: string }
  | { readonly type: 'fact'; readonly fact: Fact; readonly nameOf: (csr: ParticipantId) => string }
  | { readonly type: 'ended'; readonly at: number };

/** The receipt of a session that has not been joined yet is null. */
export function writeReceipt(receipt: Receipt | null, entry: ReceiptEntry): Receipt | null {
  if (entry.type === 'joined') {
    if (receipt?.endedAt === null) return receipt;
    const { organisation, verified, at } = entry;
    return {
      organisation,
      verified,
      helpers: [],
      startedAt: at,
      endedAt: null,
      allowed: [],
      declined: 0,
      recordings: [],
      files: [],
      acts: [],
    };
  }
  if (receipt === null) return null;
  switch (entry.type) {
    case 'helper': {
      const isKnown = receipt.helpers.includes(entry.name);
      return isKnown ? receipt : { ...receipt, helpers: [...receipt.helpers, entry.name].slice(0, 32) };
    }
    case 'fact':
      return withFact(receipt, entry.fact, entry.nameOf);
    case 'ended':
      return receipt.endedAt === null ? { ...receipt, endedAt: entry.at } : receipt;
    default:
      return unreachable(entry);
  }
}

function withFact(receipt: Receipt, fact: Fact, nameOf: (csr: ParticipantId) => string): Receipt {
  switch (fact.kind) {
    case 'grant.given': {
      const { grantId, capability, at } = fact;
      const line = { grantId, capability, name: nameOf(fact.csr), givenAt: at, endedAt: null, why: null };
      return { ...receipt, allowed: [...receipt.allowed, line].slice(-1_000) };
    }
    case 'grant.ended':
      return { ...receipt, allowed: withEnding(receipt.allowed, fact) };
    case 'consent.declined':
      return { ...receipt, declined: receipt.declined + 1 };
    case 'file.saved': {
      const { name, size, sha256, at, csr } = fact;
      const line = { name, size, sha256, at, from: nameOf(csr) };
      return { ...receipt, files: [...receipt.files, line].slice(-1_000) };
    }
    case 'file.fetched':
    case 'folder.made':
    case 'folder.renamed':
    case 'folder.removed':
      return { ...receipt, acts: [...receipt.acts, actOf(fact, nameOf)].slice(-1_000) };
    case 'recording.began':
    case 'recording.ended':
      return { ...receipt, recordings: withRecording(receipt.recordings, fact, nameOf) };
    case 'receipt.head':
    case 'recording.paused':
    case 'recording.resumed':
    case 'recording.kept':
    case 'consent.asked':
    case 'consent.expired':
    case 'trust.proved':
    case 'trust.words-matched':
    case 'trust.words-differed':
    case 'trust.failed':
      return receipt;
    default:
      return unreachable(fact);
  }
}

type ActFact = Extract<Fact, { kind: 'file.fetched' | `folder.${string}` }>;

function actOf(fact: ActFact, nameOf: (csr: ParticipantId) => string): Receipt['acts'][number] {
  const { kind, at, csr, name: file } = fact;
  const to = fact.kind === 'file.fetched' ? null : fact.to;
  const size = fact.kind === 'file.fetched' ? fact.size : null;
  return { kind, at, by: nameOf(csr), file, to, size };
}

type RecordingFact = Extract<
  Fact,
  { kind: 'recording.began' | 'recording.paused' | 'recording.resumed' | 'recording.ended' }
>;

function withRecording(
  lines: Receipt['recordings'],
  { kind, csr, at }: RecordingFact,
  nameOf: (csr: ParticipantId) => string,
): Receipt['recordings'] {
  if (kind === 'recording.began')
    return [...lines, { csr, name: nameOf(csr), beganAt: at, endedAt: null }].slice(-MAX_RECORDINGS);
  return lines.map((line) => (line.csr === csr && line.endedAt === null ? { ...line, endedAt: at } : line));
}

function withEnding(
  lines: Receipt['allowed'],
  { grantId, at, why }: Extract<Fact, { kind: 'grant.ended' }>,
): Receipt['allowed'] {
  return lines.map((line) =>
    line.grantId === grantId && line.endedAt === null ? { ...line, endedAt: at, why } : line,
  );
}
