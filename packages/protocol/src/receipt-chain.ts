/** The arithmetic of receipts: pure, with what computes hashes and signatures passed in. */
import { canonicalJson } from './canonical-json.ts';
import {
  RECEIPT_FORMAT,
  receiptDocumentSchema,
  type ReceiptDocument,
  type ReceiptEntry,
  type ReceiptSignature,
  type ReceiptWhat,
} from './receipt.ts';
import { ok, type Ok } from './result.ts';
import { signatureSchema } from './signing-key.ts';

export type Notary = {
  /** SHA-256 of the text in UTF-8, hex. */
  readonly hash: (text: string) => Promise<string>;
  readonly isSigned: (text: string, by: Pick<ReceiptSignature, 'key' | 'signature'>) => Promise<boolean>;
};

/** `before`: the hash of the last entry; null for the first. */
export async function nextEntry(
  before: string | null,
  what: ReceiptWhat,
  hash: Notary['hash'],
): Promise<ReceiptEntry> {
  return { what, hash: await hash(`${before ?? RECEIPT_FORMAT}\n${canonicalJson(what)}`) };
}

/** What a signature is over. `by`: the participant's id. */
export function receiptHeadText(
  { count, head }: Pick<ReceiptSignature, 'count' | 'head'>,
  by: string,
): string {
  return `${RECEIPT_FORMAT}\n${count}\n${head}\n${by}`;
}

/** The number of the first entry whose hash does not follow from the one before; null where all do. */
export async function firstBroken(
  before: string | null,
  entries: readonly ReceiptEntry[],
  hash: Notary['hash'],
): Promise<number | null> {
  let last = before;
  for (const [index, entry] of entries.entries()) {
    if ((await nextEntry(last, entry.what, hash)).hash !== entry.hash) return index;
    last = entry.hash;
  }
  return null;
}

/** `no-receipt`: the file is none. `altered`: it is, but not as it was saved. */
export type ReceiptFault =
  | { readonly kind: 'no-receipt' | 'altered' | 'customer-signature' | 'page-altered' }
  /** Counted from 1, as people do. */
  | { readonly kind: 'entry'; readonly number: number }
  | { readonly kind: 'csr-signature'; readonly name: string };

export type VerifiedReceipt = {
  readonly document: ReceiptDocument;
  /** Who signed besides the customer, and how much of it. */
  readonly signers: readonly { readonly name: string; readonly count: number }[];
};

export type ReceiptVerdict = Ok<VerifiedReceipt> | { readonly ok: false; readonly fault: ReceiptFault };

function refuse(fault: ReceiptFault): ReceiptVerdict {
  return { ok: false, fault };
}

/** The same document is the same text. */
export function writeReceiptFile(document: ReceiptDocument): string {
  return `${JSON.stringify(receiptDocumentSchema.parse(document), null, 2)}\n`;
}

/** In a page of its own the document stands between these, and what signs the words around it in the last. */
const ISLAND = /<script type="application\/json" id="alongside-receipt">\n([\s\S]*?)<\/script>/;
const SEAL = /<meta name="alongside-seal" content="([^"]*)">/;

/** For inside a page: no text in it can end the element. */
export function receiptIsland(document: ReceiptDocument): string {
  const text = writeReceiptFile(document).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="alongside-receipt">\n${text}</script>`;
}

/** Its `content` empty: what the customer's key signs the hash of; then filled. */
export function sealTag(signature: string): string {
  return `<meta name="alongside-seal" content="${signature}">`;
}

/** What the customer's key signs of a page. */
export function pageText(hash: string): string {
  return `${RECEIPT_FORMAT} page\n${hash}`;
}

/** A receipt as it was saved: JSON, or a page with it inside. */
export async function verifyReceiptFile(file: string, notary: Notary): Promise<ReceiptVerdict> {
  const island = ISLAND.exec(file)?.[1];
  const text = island?.replaceAll('\\u003c', '<') ?? file;
  const document = readDocument(text);
  if (document === undefined) return refuse({ kind: 'no-receipt' });
  // Whatever is left over, spaced otherwise or said twice is not what was saved.
  if (writeReceiptFile(document) !== text) return refuse({ kind: 'altered' });
  const verified = await verifyReceipt(document, notary);
  if (!verified.ok || island === undefined) return verified;
  return (await isPageSealed(file, document, notary)) ? verified : refuse({ kind: 'page-altered' });
}

async function isPageSealed(page: string, { customer }: ReceiptDocument, notary: Notary): Promise<boolean> {
  const signature = SEAL.exec(page)?.[1] ?? '';
  const hash = await notary.hash(page.replace(SEAL, sealTag('')));
  // Decoders forgive what is not written as it should be; a seal is one text.
  if (!signatureSchema.safeParse(signature).success) return false;
  return notary.isSigned(pageText(hash), { key: customer.key, signature });
}

function readDocument(text: string): ReceiptDocument | undefined {
  try {
    return receiptDocumentSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export async function verifyReceipt(document: ReceiptDocument, notary: Notary): Promise<ReceiptVerdict> {
  const { entries, customer, csrs } = document;
  const broken = await firstBroken(null, entries, notary.hash);
  if (broken !== null) return refuse({ kind: 'entry', number: broken + 1 });
  const first = joinedIn(entries);
  // The key that signs is the one that the chain began with: another one may be anybody's.
  const isWhole = customer.count === entries.length && first?.key === customer.key;
  if (!isWhole || !(await isReceiptSigned({ ...customer, by: first.customer }, entries, notary))) {
    return refuse({ kind: 'customer-signature' });
  }
  const signers: { name: string; count: number }[] = [];
  for (const { csr, ...signature } of csrs) {
    const name = nameIn(entries, csr);
    const isKnown = signsBy(entries, { csr, key: signature.key });
    if (!isKnown || !(await isReceiptSigned({ ...signature, by: csr }, entries, notary))) {
      return refuse({ kind: 'csr-signature', name });
    }
    signers.push({ name, count: signature.count });
  }
  return ok({ document, signers });
}

export async function isReceiptSigned(
  { by, ...signature }: ReceiptSignature & { readonly by: string },
  entries: readonly ReceiptEntry[],
  notary: Notary,
): Promise<boolean> {
  const last = entries[signature.count - 1];
  return last?.hash === signature.head && notary.isSigned(receiptHeadText(signature, by), signature);
}

/** What a receipt begins with; undefined where it begins with something else. */
export function joinedIn(entries: readonly ReceiptEntry[]) {
  const first = entries[0]?.what;
  return first?.kind === 'session.joined' ? first : undefined;
}

/** Whether the chain itself says that this CSR signs by this key. */
export function signsBy(
  entries: readonly ReceiptEntry[],
  { csr, key }: { readonly csr: string; readonly key: string },
): boolean {
  return entries.some(({ what }) => what.kind === 'person.signs' && what.csr === csr && what.key === key);
}

/** As they were called when they came. */
export function nameIn(entries: readonly ReceiptEntry[], person: string): string {
  for (const { what } of entries) if (what.kind === 'person.met' && what.id === person) return what.name;
  return '?';
}
