/** Whatever of a receipt is another than it was, it does not verify; untouched it does. */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeNotary } from './node-notary.ts';
import {
  grantIdSchema,
  nextEntry,
  pageText,
  participantIdSchema,
  receiptIsland,
  sealTag,
  receiptHeadText,
  verifyReceiptFile,
  writeReceiptFile,
  type ReceiptDocument,
  type ReceiptEntry,
  type ReceiptWhat,
} from '@alongside/protocol';

const ECDSA = { dsaEncoding: 'ieee-p1363' } as const;

function signer() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, key: publicKey.export({ format: 'der', type: 'spki' }).toString('base64') };
}

function signWith(privateKey: KeyObject, text: string): string {
  return sign('sha256', Buffer.from(text), { key: privateKey, ...ECDSA }).toString('base64');
}

const KIM = participantIdSchema.parse('k'.repeat(22));
const AUNT = participantIdSchema.parse('a'.repeat(22));
const CUSTOMER = signer();
const CSR = signer();
const WHATS: readonly ReceiptWhat[] = [
  {
    kind: 'session.joined',
    at: 1,
    session: 'abc',
    organisation: 'Alongside',
    verified: false,
    customer: AUNT,
    key: CUSTOMER.key,
  },
  { kind: 'person.met', at: 2, id: KIM, name: '김민지 </script><b>', isCsr: true },
  {
    kind: 'grant.given',
    at: 3,
    grantId: grantIdSchema.parse('g'.repeat(22)),
    capability: 'view-desktop',
    csr: KIM,
  },
  { kind: 'person.signs', at: 3, csr: KIM, key: CSR.key },
  { kind: 'session.ended', at: 4 },
];

type Signers = { readonly customer: typeof CUSTOMER; readonly csr: typeof CUSTOMER | null };

/** Signed throughout by whoever has these keys. */
async function receipt(
  whats: readonly ReceiptWhat[] = WHATS,
  { customer, csr }: Signers = { customer: CUSTOMER, csr: CSR },
): Promise<ReceiptDocument> {
  const entries: ReceiptEntry[] = [];
  for (const what of whats)
    entries.push(await nextEntry(entries.at(-1)?.hash ?? null, what, nodeNotary.hash));
  const word = ({ privateKey, key }: typeof CUSTOMER, count: number, by: string) => {
    const head = entries[count - 1]?.hash ?? '';
    return { key, count, head, signature: signWith(privateKey, receiptHeadText({ count, head }, by)) };
  };
  return {
    format: 'alongside-receipt/1',
    entries,
    customer: word(customer, entries.length, AUNT),
    csrs: csr === null ? [] : [{ ...word(csr, 3, KIM), csr: KIM }],
  };
}

async function page(document: ReceiptDocument): Promise<string> {
  const bare = `<!doctype html>${sealTag('')}<p>You let 김민지 see your screen.</p>${receiptIsland(document)}`;
  const seal = signWith(CUSTOMER.privateKey, pageText(await nodeNotary.hash(bare)));
  return bare.replace(sealTag(''), sealTag(seal));
}

test('untouched, as a file and as a page, it verifies and says who signed how much', async () => {
  const document = await receipt();
  for (const file of [writeReceiptFile(document), await page(document)]) {
    const verified = await verifyReceiptFile(file, nodeNotary);
    expect(verified).toMatchObject({
      ok: true,
      value: { signers: [{ name: '김민지 </script><b>', count: 3 }] },
    });
  }
});

test('a seal that is written otherwise is none, though it means the same', async () => {
  const whole = await page(await receipt());
  for (const instead of ['= "', ' ="', '"', '=="x']) {
    const changed = whole.replace('=="', instead);
    expect(changed).not.toBe(whole);
    expect((await verifyReceiptFile(changed, nodeNotary)).ok).toBe(false);
  }
});

test.each(['file', 'page'] as const)(
  'any character of a %s changed, left out or doubled: refused',
  async (form) => {
    const document = await receipt();
    const file = form === 'file' ? writeReceiptFile(document) : await page(document);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: file.length - 1 }),
        fc.constantFrom('x', '', ' ', '0', file),
        async (at, instead) => {
          const changed =
            instead === file
              ? `${file.slice(0, at)}${file[at] ?? ''}${file.slice(at)}`
              : `${file.slice(0, at)}${instead}${file.slice(at + 1)}`;
          fc.pre(changed !== file);
          expect((await verifyReceiptFile(changed, nodeNotary)).ok).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  },
);

const CHANGES: Readonly<Record<string, (document: ReceiptDocument) => ReceiptDocument>> = {
  'an entry is left out': (document) => ({ ...document, entries: document.entries.toSpliced(1, 1) }),
  'the end is cut off': (document) => ({ ...document, entries: document.entries.slice(0, 2) }),
  'entries change places': (document) => ({ ...document, entries: document.entries.toReversed() }),
  'signatures change places': (document) => ({
    ...document,
    customer: { ...document.customer, signature: document.csrs[0]?.signature ?? '' },
  }),
  'another signs for the customer': (document) => ({
    ...document,
    customer: { ...document.customer, key: CSR.key },
  }),
  'the CSR is said to have signed more': (document) => ({
    ...document,
    csrs: document.csrs.map((each) => ({
      ...each,
      count: document.customer.count,
      head: document.customer.head,
    })),
  }),
};

test.each(Object.entries(CHANGES))('%s: refused', async (_, change) => {
  const changed = writeReceiptFile(change(await receipt()));
  expect((await verifyReceiptFile(changed, nodeNotary)).ok).toBe(false);
});

test('what is wrong is named', async () => {
  const document = await receipt();
  const entries = document.entries.map((entry, index) =>
    index === 2 ? { ...entry, what: { ...entry.what, at: 99 } } : entry,
  );
  expect(await verifyReceiptFile(writeReceiptFile({ ...document, entries }), nodeNotary)).toEqual({
    ok: false,
    fault: { kind: 'entry', number: 3 },
  });
  expect(await verifyReceiptFile('{"format":"something"}', nodeNotary)).toMatchObject({
    fault: { kind: 'no-receipt' },
  });
  const csrs = document.csrs.map((each) => ({ ...each, signature: document.customer.signature }));
  expect(await verifyReceiptFile(writeReceiptFile({ ...document, csrs }), nodeNotary)).toMatchObject({
    fault: { kind: 'csr-signature' },
  });
});

const MALLORY = signer();

test('signed anew by a key that the chain did not begin with: refused, though a real CSR signed', async () => {
  const forged = await receipt(WHATS, { customer: MALLORY, csr: CSR });
  expect(await verifyReceiptFile(writeReceiptFile(forged), nodeNotary)).toMatchObject({
    fault: { kind: 'customer-signature' },
  });
});

test('a CSR whose key the chain does not name has not signed', async () => {
  const forged = await receipt(WHATS, { customer: CUSTOMER, csr: MALLORY });
  expect(await verifyReceiptFile(writeReceiptFile(forged), nodeNotary)).toMatchObject({
    fault: { kind: 'csr-signature' },
  });
});

test('a receipt that does not say whose it is: refused', async () => {
  const headless = await receipt(WHATS.slice(1));
  expect((await verifyReceiptFile(writeReceiptFile(headless), nodeNotary)).ok).toBe(false);
});

test('where nobody who helped signed, it says so', async () => {
  const alone = await receipt(WHATS, { customer: CUSTOMER, csr: null });
  expect(await verifyReceiptFile(writeReceiptFile(alone), nodeNotary)).toMatchObject({
    ok: true,
    value: { signers: [] },
  });
});
