/** `receipt verify FILE`: whether a receipt is genuine, who signed it, and whether this relay's audit has heard of it. */
import { readFile } from 'node:fs/promises';
import { type ReceiptFault, verifyReceiptFile, type VerifiedReceipt } from '@alongside/protocol';
import { auditRows } from '../audit/verify.ts';
import type { Database } from '../storage/database.ts';
import { nodeNotary } from './node-notary.ts';

export const RECEIPT_USAGE = '  receipt verify FILE';

type Said = {
  /** 0: genuine. 1: not. 2: it could not be looked at. */
  readonly exitCode: 0 | 1 | 2;
  readonly text: string;
};

/** @param database null: nobody asked what the audit says */
export async function verifyReceiptCommand(file: string, database: Database | null): Promise<Said> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return { exitCode: 2, text: `${file} cannot be read.` };
  const verdict = await verifyReceiptFile(text, nodeNotary);
  if (!verdict.ok) return { exitCode: 1, text: `Not genuine: ${faultText(verdict.fault)}` };
  const { document, signers } = verdict.value;
  const count = document.entries.length;
  const lines = [
    `Genuine: ${count} entries, all signed by the customer's machine.`,
    ...signers.map((signer) => `${signer.name} signed ${signer.count} of them.`),
  ];
  if (database === null) return { exitCode: 0, text: lines.join('\n') };
  const found = await highestInAudit(verdict.value, database);
  if (found === 'contradicted') {
    return {
      exitCode: 1,
      text: [...lines, 'Not genuine: the audit holds another head of this receipt.'].join('\n'),
    };
  }
  const audit =
    found === 0
      ? 'The audit holds no head of it.'
      : `The audit holds its head at entry ${found} of ${count}.`;
  return { exitCode: 0, text: [...lines, audit].join('\n') };
}

/** The most entries that a head in the audit vouches for; each head of this session has to be one of the receipt's. */
async function highestInAudit(
  { document: { entries, customer } }: VerifiedReceipt,
  { db }: Database,
): Promise<number | 'contradicted'> {
  const first = entries[0]?.what;
  const session = first?.kind === 'session.joined' ? first.session : null;
  // Each customer of a session has a receipt of their own; a head names none, so only one that fits counts.
  let highest = 0;
  let isOther = false;
  for await (const row of auditRows(db)) {
    if (row.session_id !== session || row.kind !== 'record') continue;
    const detail = JSON.parse(row.detail) as { kind?: unknown; count?: unknown; head?: unknown };
    if (detail.kind !== 'receipt.head' || typeof detail.count !== 'number') continue;
    if (entries[detail.count - 1]?.hash === detail.head) highest = Math.max(highest, detail.count);
    else if (detail.count <= customer.count) isOther = true;
  }
  return highest === 0 && isOther ? 'contradicted' : highest;
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
