/** An entry of a receipt in words: for whoever verifies it, and for the page that the customer keeps. */

import type { ReceiptWhat } from '@alongside/protocol';
import { formatBytes } from '../files/format-bytes.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Translate } from '../i18n/i18n.ts';
import { formatExactTime } from '../time/format.ts';

type Reading = {
  readonly t: Translate;
  readonly lang: Lang;
  /** Who is who, by their id. */
  readonly nameOf: (person: string) => string;
};

/** Null for what says nothing to a person. */
export function receiptLine(reading: Reading, what: ReceiptWhat): string | null {
  const text = textOf(reading, what);
  return text === null ? null : `${formatExactTime(reading.lang, what.at)} · ${text}`;
}

function textOf({ t, lang, nameOf: who }: Reading, what: ReceiptWhat): string | null {
  switch (what.kind) {
    case 'session.joined':
      return t('receipt.joined', { organisation: what.organisation });
    case 'person.met':
      return t(what.isCsr ? 'receipt.metCsr' : 'receipt.metCustomer', { name: what.name });
    case 'session.ended':
    case 'receipt.full':
      return t(what.kind === 'session.ended' ? 'receipt.ended' : 'receipt.full');
    case 'consent.asked':
    case 'consent.declined':
    case 'consent.expired':
    case 'grant.given':
    case 'grant.ended':
      return t(ABOUT[what.kind], {
        name: who(what.csr),
        what: t(`recording.capability.${what.capability}`),
      });
    case 'file.saved':
    case 'file.fetched':
    case 'folder.made':
    case 'folder.renamed':
    case 'folder.removed':
      return fileText({ t, lang, nameOf: who }, what);
    case 'recording.began':
    case 'recording.paused':
    case 'recording.resumed':
    case 'recording.ended':
      return t(RECORDING[what.kind], { name: who(what.csr) });
    case 'person.signs':
      return t('receipt.signs', { name: who(what.csr) });
    case 'recording.kept':
      return t('receipt.recordingKept', { size: formatBytes(lang, what.size), hash: what.sha256 });
    case 'receipt.head':
      return null;
    default:
      return t(TRUST[what.kind], { name: who(what.peer) });
  }
}

type FileWhat = Extract<ReceiptWhat, { kind: `file.${string}` | `folder.${string}` }>;

function fileText({ t, lang, nameOf }: Reading, what: FileWhat): string {
  const name = nameOf(what.csr);
  switch (what.kind) {
    case 'file.saved': {
      const { name: file, sha256: hash } = what;
      return t('receipt.file', { name: file, hash, size: formatBytes(lang, what.size), from: name });
    }
    case 'file.fetched': {
      const said = t('folders.receiptFetched', { name, file: what.name, size: formatBytes(lang, what.size) });
      return what.sha256 === null ? said : `${said}, SHA-256 ${what.sha256}`;
    }
    default:
      return t(FOLDERS[what.kind], { name, file: what.name, to: what.to ?? '' });
  }
}

const TRUST = {
  'trust.proved': 'receipt.trusted',
  'trust.words-matched': 'receipt.trusted',
  'trust.words-differed': 'receipt.distrusted',
  'trust.failed': 'receipt.distrusted',
} as const;

const FOLDERS = {
  'folder.made': 'folders.receiptMade',
  'folder.renamed': 'folders.receiptRenamed',
  'folder.removed': 'folders.receiptRemoved',
} as const;

const ABOUT = {
  'consent.asked': 'receipt.asked',
  'consent.declined': 'receipt.declined',
  'consent.expired': 'receipt.expired',
  'grant.given': 'receipt.given',
  'grant.ended': 'receipt.taken',
} as const;

const RECORDING = {
  'recording.began': 'receipt.recordingBegan',
  'recording.paused': 'receipt.recordingPaused',
  'recording.resumed': 'receipt.recordingResumed',
  'recording.ended': 'receipt.recordingEnded',
} as const;
