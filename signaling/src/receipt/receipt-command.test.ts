/** A receipt against a relay's audit, over real sockets: what was rewritten, cut short or made up is not borne out. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  idSchema,
  nextEntry,
  type ParticipantId,
  receiptHeadText,
  type ReceiptEntry,
  type ReceiptWhat,
  writeReceiptFile,
} from '@alongside/protocol';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../storage/database.ts';
import { admittedCustomer, startedCsr } from '../testing/test-client.ts';
import { testRelay } from '../testing/test-relay.ts';
import { nodeNotary } from './node-notary.ts';
import { verifyReceiptCommand } from './receipt-command.ts';

function signer() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const write = (text: string) =>
    sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64');
  return { key, write };
}

type Owner = ReturnType<typeof signer> & { readonly customer: ParticipantId; readonly session: string };

async function chainOf(owner: Owner, times: readonly number[]): Promise<readonly ReceiptEntry[]> {
  const { customer, key, session } = owner;
  const joined = {
    kind: 'session.joined',
    at: 1,
    session,
    organisation: 'A',
    verified: false,
    customer,
    key,
  } as const;
  const rest = times.map((at): ReceiptWhat => ({ kind: 'session.ended', at }));
  const entries: ReceiptEntry[] = [];
  for (const what of [joined, ...rest]) {
    entries.push(await nextEntry(entries.at(-1)?.hash ?? null, what, nodeNotary.hash));
  }
  return entries;
}

async function fileOf({ customer, key, write }: Owner, entries: readonly ReceiptEntry[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'alongside-receipt-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [count, head] = [entries.length, entries.at(-1)?.hash ?? ''];
  const signature = write(receiptHeadText({ count, head }, customer));
  const file = path.join(folder, 'receipt.json');
  const signed = { key, count, head, signature };
  await writeFile(
    file,
    writeReceiptFile({ format: 'alongside-receipt/1', entries: [...entries], customer: signed, csrs: [] }),
  );
  return file;
}

it('is borne out only as it was told, whole, by the key that it began with', async () => {
  await using relay = await testRelay();
  const csr = await startedCsr(relay);
  const customer = await admittedCustomer(relay, csr);
  const owner: Owner = { ...signer(), customer: customer.self, session: csr.sessionId };
  const entries = await chainOf(owner, [2, 3, 4, 5]);
  let keys = 0;
  const tell = (from: typeof csr.client, count: number, head: string) => {
    const fact = {
      kind: 'receipt.head',
      at: 9,
      customer: owner.customer,
      key: owner.key,
      count,
      head,
    } as const;
    keys += 1;
    return from.ask({ type: 'record.append', key: idSchema.parse(String(keys).padStart(22, 'k')), fact });
  };
  expect(await tell(customer.client, 2, entries[1]?.hash ?? '')).toBe('ok');
  expect(await tell(csr.client, 5, entries[4]?.hash ?? '')).toBe('ok');
  const verify = async (file: string) => {
    const database = await openDatabase(relay.dataDir);
    try {
      return (await verifyReceiptCommand(file, database)).exitCode;
    } finally {
      await database.close();
    }
  };
  expect(await verify(await fileOf(owner, entries))).toBe(0);
  expect(await verify(await fileOf(owner, entries.slice(0, 3))), 'cut short').toBe(1);
  expect(await verify(await fileOf(owner, await chainOf(owner, [2, 3, 4, 99]))), 'rewritten').toBe(1);
  const other: Owner = { ...owner, ...signer() };
  expect(await verify(await fileOf(other, await chainOf(other, [2, 3]))), 'made up').toBe(1);
  // Without the audit only the signature of its own key can be looked at, and that nobody else signed.
  const said = await verifyReceiptCommand(await fileOf(other, await chainOf(other, [2])), null);
  expect(said).toMatchObject({ exitCode: 0 });
  expect(said.text).toContain('Nobody who helped signed it');
});
