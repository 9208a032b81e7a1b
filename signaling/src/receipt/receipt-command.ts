/** `receipt verify FILE`: whether a receipt was changed, who signed it, and whether this relay's audit bears it out. */
import { readFile } from 'node:fs/promises';
import {
  factSchema,
  joinedIn,
  type ReceiptFault,
  verifyReceiptFile,
  type VerifiedReceipt,
} from '@alongside/protocol';
import { auditRows } from '../audit/verify.ts';
import type { Database } from '../storage/database.ts';
import { nodeNotary } from './node-notary.ts';

export const RECEIPT_USAGE = '  receipt verify FILE';

type Said = {
  /** 0: as it was signed, and as the audit has it. 1: not. 2: it could not be looked at. */
  readonly exitCode: 0 | 1 | 2;
  readonly text: string;
};

/** @param database null: nobody asked what the audit says */
export async function verifyReceiptCommand(file: string, database: Database | null): Promise<Said> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return { exitCode: 2, text: `${file} cannot be read.` };
  const verdict = await verifyReceiptFile(text, nodeNotary);
  if (!verdict.ok) return { exitCode: 1, text: `Not to be trusted: ${faultText(verdict.fault)}` };
  const { document, signers } = verdict.value;
  const count = document.entries.length;
  const lines = [
    `Unchanged: ${count} entries, all signed by the customer's machine.`,
    ...signers.map((signer) => `${signer.name} signed ${signer.count} of them.`),
  ];
  if (signers.length === 0) lines.push('Nobody who helped signed it.');
  if (database === null) return { exitCode: 0, text: lines.join('\n') };
  const found = await headsInAudit(verdict.value, database);
  const audit = AUDIT_TEXTS[found.kind](found.count, count);
  return { exitCode: found.kind === 'borne-out' ? 0 : 1, text: [...lines, audit].join('\n') };
}

type InAudit = { readonly kind: 'borne-out' | 'unknown' | 'contradicted'; readonly count: number };

const AUDIT_TEXTS: Readonly<Record<InAudit['kind'], (at: number, of: number) => string>> = {
  'borne-out': (at, of) => `The audit holds its head at entry ${at} of ${of}.`,
  unknown: () => 'Not to be trusted: the audit knows nothing of it.',
  contradicted: (at) => `Not to be trusted: the audit holds another head at entry ${at}.`,
};

/** Every head that was told of this receipt has to be one of its own; one beyond its end means that it was cut short. */
async function headsInAudit({ document: { entries } }: VerifiedReceipt, { db }: Database): Promise<InAudit> {
  const joined = joinedIn(entries);
  const helpers = await db
    .selectFrom('place')
    .select('id')
    .where('session_id', '=', joined?.session ?? '')
    .where('account_id', 'is not', null)
    .execute();
  const believed = new Set<string | null>([joined?.customer ?? null, ...helpers.map(({ id }) => id)]);
  let count = 0;
  for await (const row of auditRows(db)) {
    if (joined === undefined || row.session_id !== joined.session || row.kind !== 'record') continue;
    const fact = factSchema.safeParse(JSON.parse(row.detail));
    if (!fact.success || fact.data.kind !== 'receipt.head') continue;
    // Another customer of the session could write what they like.
    if (!believed.has(row.actor)) continue;
    if (fact.data.customer !== joined.customer || fact.data.key !== joined.key) continue;
    if (entries[fact.data.count - 1]?.hash !== fact.data.head)
      return { kind: 'contradicted', count: fact.data.count };
    count = Math.max(count, fact.data.count);
  }
  return { kind: count === 0 ? 'unknown' : 'borne-out', count };
}

function faultText(fault: ReceiptFault): string {
  switch (fault.kind) {
    case 'no-receipt':
      return 'there is no receipt in this file.';
    case 'altered':
      return 'it is not as it was saved.';
    case 'page-altered':
      return 'the words of the page are not those that were saved.';
    case 'customer-signature':
      return "the signature of the customer's machine does not fit.";
    case 'entry':
      return `entry ${fault.number} was changed, or one is missing before it.`;
    case 'csr-signature':
      return `the signature of ${fault.name} does not fit.`;
  }
}
