/** The receipt that the customer's machine keeps: signed by it, cosigned by whoever heard all of it, by nobody else. */
import {
  isReceiptSigned,
  joinedIn,
  nextEntry,
  receiptDocumentSchema,
  receiptHeadText,
  verifyReceipt,
  verifyReceiptFile,
  writeReceiptFile,
  type ReceiptDocument,
  type ReceiptEntry,
} from '@alongside/protocol';
import { expect, test } from 'vitest';
import { createSigner, webNotary, type Signer } from '../contract/web-notary.ts';
import { allow, ask, CSR, joinAndMeet } from './testing/fake-csr.ts';
import { FakeMachine, idOf } from './testing/fake-machine.ts';

async function documentOf(machine: FakeMachine): Promise<ReceiptDocument> {
  const answer = await machine.core.session['receipt.document']();
  if (!answer.ok || answer.value === null) throw new Error('no receipt');
  return receiptDocumentSchema.parse(answer.value);
}

/** All that the machine has told, put together. */
function toldTo(machine: FakeMachine): readonly ReceiptEntry[] {
  let all: readonly ReceiptEntry[] = [];
  for (const { message } of machine.told) {
    if (message.type === 'receipt.told') all = [...all.slice(0, message.from), ...message.entries];
  }
  return all;
}

async function cosign(machine: FakeMachine, by: Signer, as = CSR): Promise<void> {
  const { entries } = await documentOf(machine);
  const [count, head] = [entries.length, entries.at(-1)?.hash ?? ''];
  const signature = await by.sign(receiptHeadText({ count, head }, CSR));
  const raw = JSON.stringify({ type: 'receipt.signed', key: by.key, count, head, signature });
  await machine.core.session['peer.message']({ peer: as, raw });
}

test('what is asked, allowed and ended stands in it in order, and it verifies', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  await allow(machine, await ask(machine, 'view-desktop'));
  await machine.core.session['session.ended']();
  const document = await documentOf(machine);
  const kinds = document.entries.map(({ what }) => what.kind);
  expect(kinds.slice(0, 2)).toEqual(['session.joined', 'person.met']);
  expect(kinds).toEqual(expect.arrayContaining(['consent.asked', 'grant.given', 'grant.ended']));
  expect(kinds.at(-1)).toBe('session.ended');
  expect((await verifyReceiptFile(writeReceiptFile(document), webNotary)).ok).toBe(true);
});

test('a CSR is told every entry, and signs for as much as it heard of', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  await allow(machine, await ask(machine, 'view-desktop'));
  const { entries } = await documentOf(machine);
  expect(toldTo(machine)).toEqual(entries);
  const signer = await createSigner();
  await cosign(machine, signer);
  // By now its key stands in the chain, which it signs as well.
  expect((await documentOf(machine)).entries.at(-1)?.what).toMatchObject({
    kind: 'person.signs',
    key: signer.key,
  });
  await cosign(machine, signer);
  await machine.core.session['session.ended']();
  const verified = await verifyReceipt(await documentOf(machine), webNotary);
  const count = entries.length + 1;
  expect(verified).toMatchObject({ ok: true, value: { signers: [{ name: 'Mina', count }] } });
});

test('a signature of another head, by another CSR, or by a customer does not count', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  const signer = await createSigner();
  const { entries } = await documentOf(machine);
  const forged = await nextEntry(null, entries[0]?.what ?? { kind: 'session.ended', at: 1 }, webNotary.hash);
  const head = `${forged.hash.slice(0, 60)}0000`;
  const signature = await signer.sign(receiptHeadText({ count: 1, head }, CSR));
  const raw = JSON.stringify({ type: 'receipt.signed', key: signer.key, count: 1, head, signature });
  await machine.core.session['peer.message']({ peer: CSR, raw });

  const assistant = idOf('a');
  const aunt = idOf('u');
  const { session } = machine.core;
  await session['peer.present']({ peer: assistant, name: 'Ola', role: 'assisting-csr', keys: 'other' });
  await session['peer.present']({ peer: aunt, name: 'Aunt', role: 'assistant-customer', keys: 'third' });
  // Signed in the name of somebody else.
  await cosign(machine, signer, assistant);
  await cosign(machine, signer, aunt);
  expect((await documentOf(machine)).csrs).toEqual([]);
});

test('a program that broke off goes on with the same key where it was', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  await allow(machine, await ask(machine, 'view-desktop'));
  const before = await documentOf(machine);
  const { kept } = machine;
  if (kept === null) throw new Error('nothing was kept');

  const next = new FakeMachine();
  next.core.goOn(kept, 1_000_000);
  await joinAndMeet(next);
  const after = await documentOf(next);
  expect(after.entries.slice(0, before.entries.length)).toEqual(before.entries);
  expect(after.customer.key).toBe(before.customer.key);
  expect(await isReceiptSigned({ ...after.customer, by: idOf('s') }, after.entries, webNotary)).toBe(true);
});

test('another session has another receipt, with another key', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  const first = await documentOf(machine);
  await machine.core.session['session.ended']();
  await machine.core.session['session.joined']({
    session: 's2',
    self: idOf('s'),
    organisation: 'Muster Ltd',
    verified: true,
    name: 'Mina',
  });
  const second = await documentOf(machine);
  expect(second.entries).toHaveLength(1);
  expect(joinedIn(second.entries)?.key).toBe(second.customer.key);
  expect(second.customer.key).not.toBe(first.customer.key);
});
