import {
  BLOCK_BYTES,
  BLOCKS_AHEAD,
  blockCount,
  blockRange,
  encodeBlock,
  type FileRef,
  type FilesView,
  type ParticipantId,
  type PeerMessage,
} from '@alongside/protocol';
import { expect, test } from 'vitest';
import { encodeSentInput } from '../contract/input-frame.ts';
import { allow, ask, CSR, joinAndMeet } from './testing/fake-csr.ts';
import { hashOf } from './testing/fake-downloads.ts';
import { FakeMachine, idOf } from './testing/fake-machine.ts';

const REF: FileRef = { peer: CSR, offer: 0, file: 0 };
const CONTENT = Buffer.from(Array.from({ length: BLOCK_BYTES * 20 + 5 }, (_, index) => index % 251));
const OFFER = {
  type: 'files.offer',
  offer: 0,
  request: null,
  files: [{ name: 'a.bin', size: CONTENT.length, within: [] }],
} as const;

async function say(machine: FakeMachine, message: unknown, from: ParticipantId = CSR): Promise<void> {
  await machine.core.session['peer.message']({ peer: from, raw: JSON.stringify(message) });
}

/** The disk answers by promises. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

function blockOf(index: number, content: Buffer = CONTENT): Uint8Array {
  const { start, end } = blockRange(content.length, index);
  const bytes = content.subarray(start, end);
  return encodeBlock({ offer: 0, file: 0, index, hash: hashOf(bytes), bytes });
}

function sumOf(content: Buffer): string {
  const hashes = Array.from({ length: blockCount(content.length) }, (_, index) => {
    const { start, end } = blockRange(content.length, index);
    return hashOf(content.subarray(start, end));
  });
  return hashOf(Buffer.concat(hashes)).toString('hex');
}

/** Answers what the machine asks for, as an honest console does. Returns the messages it heard. */
async function serve(machine: FakeMachine, from: ParticipantId = CSR): Promise<readonly PeerMessage[]> {
  const heard: PeerMessage[] = [];
  for (;;) {
    await settle();
    const next = machine.told.splice(0).filter(({ to }) => to === from);
    const wanted = next.filter(
      ({ message }) => message.type === 'files.take' || message.type === 'files.check',
    );
    // The receipt goes on beside it, whatever moves.
    heard.push(...next.map(({ message }) => message).filter(({ type }) => type !== 'receipt.told'));
    if (wanted.length === 0) return heard;
    for (const { message } of wanted) {
      if (message.type === 'files.check') {
        await say(machine, { type: 'files.sum', offer: 0, file: 0, sum: sumOf(CONTENT) });
      }
      if (message.type !== 'files.take') continue;
      for (let index = message.from; index < message.from + message.count; index += 1) {
        machine.core.session.block(encodeSentInput(from, blockOf(index)));
      }
    }
  }
}

function viewOf(machine: FakeMachine): FilesView['files'][number]['state'] | undefined {
  machine.wait(300);
  return machine.files?.files[0]?.state;
}

async function offered(): Promise<FakeMachine> {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  await say(machine, OFFER);
  machine.told.length = 0;
  return machine;
}

test('an offer writes and asks for nothing; what is saved is what was sent, and is on the receipt', async () => {
  const machine = await offered();
  expect(viewOf(machine)).toEqual({ kind: 'offered' });
  expect(await serve(machine)).toEqual([]);
  await machine.core.session['files.save']({ ...REF, chooses: false });
  const heard = await serve(machine);
  expect(machine.downloads.saved.get('a.bin')?.equals(CONTENT)).toBe(true);
  expect(viewOf(machine)).toEqual({ kind: 'saved', name: 'a.bin' });
  const hash = hashOf(CONTENT).toString('hex');
  expect(heard.at(-1)).toMatchObject({
    type: 'files.told',
    state: 'saved',
    bytes: CONTENT.length,
    sha256: hash,
  });
  expect(machine.core.receipt()?.files).toMatchObject([
    { name: 'a.bin', size: CONTENT.length, sha256: hash, from: 'Mina' },
  ]);
  expect(machine.downloads.opened).toBe(0);
});

test('while the screen is seen nothing moves, and it goes on by itself afterwards', async () => {
  const machine = await offered();
  await allow(machine, await ask(machine, 'view-desktop'));
  await machine.core.session['files.save']({ ...REF, chooses: false });
  expect((await serve(machine)).map(({ type }) => type)).not.toContain('files.take');
  // Whoever sends all the same is not written.
  machine.core.session.block(encodeSentInput(CSR, blockOf(0)));
  await settle();
  expect(viewOf(machine)).toMatchObject({ kind: 'moving', bytes: 0, held: 'sharing' });
  await machine.core.session['grants.revoke-all']();
  await serve(machine);
  expect(viewOf(machine)).toMatchObject({ kind: 'saved' });
});

test('a connection that breaks costs what was under way', async () => {
  const machine = await offered();
  await machine.core.session['files.save']({ ...REF, chooses: false });
  await settle();
  for (const index of [0, 1, 2]) machine.core.session.block(encodeSentInput(CSR, blockOf(index)));
  await settle();
  await machine.core.session['peer.lost']({ peer: CSR });
  machine.core.session.block(encodeSentInput(CSR, blockOf(3)));
  expect(viewOf(machine)).toMatchObject({ kind: 'moving', bytes: 3 * BLOCK_BYTES, held: 'lost' });
  machine.told.length = 0;
  await machine.core.session['peer.present']({ peer: CSR, name: 'Mina', role: 'lead-csr', keys: 'keys' });
  await say(machine, OFFER);
  expect(machine.told.map(({ message }) => message)).toContainEqual({
    type: 'files.take',
    offer: 0,
    file: 0,
    from: 3,
    count: Math.min(BLOCKS_AHEAD, blockCount(CONTENT.length) - 3),
  });
  await serve(machine);
  expect(machine.downloads.saved.get('a.bin')?.equals(CONTENT)).toBe(true);
});

test.each(['no-space', 'not-writable'] as const)(
  'a disk that says %s is told to both, and tried again',
  async (problem) => {
    const machine = await offered();
    machine.downloads.breaks = problem;
    await machine.core.session['files.save']({ ...REF, chooses: false });
    const heard = await serve(machine);
    expect(heard.at(-1)).toMatchObject({ type: 'files.told', state: 'failed', problem });
    expect(viewOf(machine)).toEqual({ kind: 'failed', problem });
    machine.downloads.breaks = null;
    await machine.core.session['files.save']({ ...REF, chooses: false });
    await serve(machine);
    expect(viewOf(machine)).toMatchObject({ kind: 'saved' });
  },
);

test('bytes that are not what their hash says end it, and nothing of it stays', async () => {
  const machine = await offered();
  await machine.core.session['files.save']({ ...REF, chooses: false });
  await settle();
  const block = blockOf(0);
  block[block.length - 1] = (block.at(-1) ?? 0) ^ 1;
  machine.core.session.block(encodeSentInput(CSR, block));
  await settle();
  expect(viewOf(machine)).toEqual({ kind: 'failed', problem: 'damaged' });
  expect(machine.downloads.opened).toBe(0);
});

test.each<[string, (machine: FakeMachine) => unknown]>([
  ['cancelled', (machine) => machine.core.session['files.cancel'](REF)],
  ['taken back', (machine) => say(machine, { type: 'files.withdraw', offer: 0 })],
  ['left behind by its CSR', (machine) => machine.core.session['peer.gone']({ peer: CSR, why: 'left' })],
  ['ended with the session', (machine) => machine.core.session['session.ended']()],
])('a file that is %s is not written on, and nothing of it stays', async (_, end) => {
  const machine = await offered();
  await machine.core.session['files.save']({ ...REF, chooses: false });
  await settle();
  machine.core.session.block(encodeSentInput(CSR, blockOf(0)));
  await settle();
  await end(machine);
  machine.core.session.block(encodeSentInput(CSR, blockOf(1)));
  await settle();
  expect(machine.downloads.opened).toBe(0);
  expect(machine.downloads.saved.size).toBe(0);
});

test('somebody who is no CSR, or nobody knows, offers and sends nothing', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  const [customer, unknown] = [idOf('d'), idOf('e')];
  await machine.core.session['peer.present']({
    peer: customer,
    name: 'Joe',
    role: 'assistant-customer',
    keys: 'k2',
  });
  await machine.core.session['peer.trust']({ peer: customer, level: 'words-shown', words: [1] });
  await machine.core.session['peer.present']({
    peer: unknown,
    name: 'Eve',
    role: 'assisting-csr',
    keys: 'k3',
  });
  await say(machine, OFFER, customer);
  await say(machine, OFFER, unknown);
  machine.wait(300);
  expect(machine.files?.files ?? []).toEqual([]);
});

test('whoever closes the dialog of where to save has not taken it', async () => {
  const machine = await offered();
  machine.downloads.breaks = 'not-chosen';
  await machine.core.session['files.save']({ ...REF, chooses: true });
  await settle();
  expect(viewOf(machine)).toEqual({ kind: 'offered' });
});

test('silence is asked about three times, then said', async () => {
  const machine = await offered();
  await machine.core.session['files.save']({ ...REF, chooses: false });
  await settle();
  for (let times = 0; times < 3; times += 1) machine.wait(20_000);
  expect(viewOf(machine)).toMatchObject({ kind: 'moving' });
  machine.wait(20_000);
  expect(viewOf(machine)).toEqual({ kind: 'failed', problem: 'stopped' });
});

test('more than two at once wait for their turn', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  const files = ['a', 'b', 'c'].map((name) => ({ name, size: 10, within: [] }));
  await say(machine, { type: 'files.offer', offer: 0, request: null, files });
  const kinds = async () => {
    await settle();
    machine.wait(300);
    return machine.files?.files.map(({ state }) => state.kind);
  };
  for (const file of [0, 1, 2]) await machine.core.session['files.save']({ ...REF, file, chooses: false });
  expect(await kinds()).toEqual(['moving', 'moving', 'queued']);
  await machine.core.session['files.cancel']({ ...REF, file: 0 });
  expect(await kinds()).toEqual(['offered', 'moving', 'moving']);
});

test('where the site lets it, files move while the screen is seen; taken back, they stop at once', async () => {
  const machine = await offered();
  await allow(machine, await ask(machine, 'view-desktop'));
  await machine.core.session['site.told']({
    filesWhileSharing: true,
    filesAdvanced: false,
    snapshotDays: null,
  });
  await machine.core.session['files.save']({ ...REF, chooses: false });
  await settle();
  machine.core.session.block(encodeSentInput(CSR, blockOf(0)));
  await settle();
  expect(viewOf(machine)).toMatchObject({ kind: 'moving', bytes: BLOCK_BYTES, held: null });
  await machine.core.session['site.told']({
    filesWhileSharing: false,
    filesAdvanced: false,
    snapshotDays: null,
  });
  machine.core.session.block(encodeSentInput(CSR, blockOf(1)));
  await settle();
  expect(viewOf(machine)).toMatchObject({ kind: 'moving', bytes: BLOCK_BYTES, held: 'sharing' });
});

test('while somebody works on the machine, blocks are taken slowly', async () => {
  const machine = await offered();
  await allow(machine, await ask(machine, 'control-desktop'));
  await machine.core.session['site.told']({
    filesWhileSharing: true,
    filesAdvanced: false,
    snapshotDays: null,
  });
  await machine.core.session['files.save']({ ...REF, chooses: false });
  await settle();
  for (const index of [0, 1, 2]) machine.core.session.block(encodeSentInput(CSR, blockOf(index)));
  const bytesAfter = async (ms: number) => {
    machine.wait(ms);
    await settle();
    return machine.files?.files[0]?.state;
  };
  await settle();
  expect(viewOf(machine)).toMatchObject({ bytes: 0 });
  await settle();
  expect(viewOf(machine)).toMatchObject({ bytes: BLOCK_BYTES });
  await bytesAfter(15);
  expect(viewOf(machine)).toMatchObject({ bytes: 2 * BLOCK_BYTES });
});

test('what a program that broke off has left of a file goes on with the next one, once its CSR is back', async () => {
  const before = await offered();
  await before.core.session['files.save']({ ...REF, chooses: false });
  await settle();
  for (const index of [0, 1, 2]) before.core.session.block(encodeSentInput(CSR, blockOf(index)));
  await settle();
  if (before.kept === null) throw new Error('nothing was kept');
  const next = new FakeMachine();
  for (const [part, blocks] of before.downloads.parts) next.downloads.parts.set(part, [...blocks]);
  next.place = { join: 'x', name: 'Edna', device: 'd', proved: true };
  next.core.goOn(before.kept, 1_000_000);
  await next.core.session['app.start']();
  await next.core.session['session.joined']({
    session: 's1',
    self: idOf('s'),
    organisation: 'Muster Ltd',
    verified: true,
    name: 'Mina',
  });
  await settle();
  expect(viewOf(next)).toMatchObject({ kind: 'moving', bytes: 3 * BLOCK_BYTES, held: 'lost' });
  expect(next.told.map(({ message }) => message.type)).not.toContain('files.take');
  await joinAndMeet(next);
  await say(next, OFFER);
  const heard = await serve(next);
  const taken = heard.find(({ type }) => type === 'files.take');
  expect(taken).toMatchObject({ from: 3 });
  expect(next.downloads.saved.get('a.bin')?.equals(CONTENT)).toBe(true);
  expect(next.kept?.files).toEqual([]);
});

test('what was taken up and then cancelled is not taken up again: another file may lie there', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  if (machine.kept === null) throw new Error('nothing was kept');
  const left = { ...REF, name: 'a.bin', size: CONTENT.length, part: 'a.bin.part' };
  const next = new FakeMachine();
  next.downloads.parts.set(left.part, [CONTENT.subarray(0, BLOCK_BYTES)]);
  next.place = { join: 'x', name: 'Edna', device: 'd', proved: true };
  next.core.goOn({ ...machine.kept, files: [left] }, 1_000_000);
  await next.core.session['app.start']();
  await joinAndMeet(next);
  await settle();
  expect(viewOf(next)).toMatchObject({ kind: 'moving', bytes: BLOCK_BYTES });
  await next.core.session['files.cancel'](REF);
  await settle();
  next.downloads.parts.set(left.part, [Buffer.alloc(BLOCK_BYTES)]);
  let isReopened = false;
  Object.assign(next.downloads, { reopen: () => ((isReopened = true), Promise.resolve({ ok: false })) });
  await next.core.session['files.save']({ ...REF, chooses: false });
  await settle();
  expect(isReopened).toBe(false);
});

test('what is left of a file whose CSR is not there any more is removed', async () => {
  const before = await offered();
  await before.core.session['files.save']({ ...REF, chooses: false });
  await settle();
  before.core.session.block(encodeSentInput(CSR, blockOf(0)));
  await settle();
  if (before.kept === null) throw new Error('nothing was kept');
  const next = new FakeMachine();
  for (const [part, blocks] of before.downloads.parts) next.downloads.parts.set(part, [...blocks]);
  next.place = { join: 'x', name: 'Edna', device: 'd', proved: true };
  next.core.goOn(before.kept, 1_000_000 - 120_000);
  await next.core.session['app.start']();
  await next.core.session['session.joined']({
    session: 's1',
    self: idOf('s'),
    organisation: 'Muster Ltd',
    verified: true,
    name: 'Mina',
  });
  await settle();
  expect(next.downloads.parts.size).toBe(0);
});

test('a name that turns the line around is shown as what it is', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  const names = ['photo\u202egpj.exe', 'in\u200bvoice.pdf', '\u202e', '👩\u200d💻 안내.txt'];
  await say(machine, {
    type: 'files.offer',
    offer: 0,
    request: null,
    files: names.map((name) => ({ name, size: 1, within: [] })),
  });
  machine.wait(300);
  expect(machine.files?.files.map(({ name }) => name)).toEqual([
    'photogpj.exe',
    'invoice.pdf',
    '?',
    '👩\u200d💻 안내.txt',
  ]);
});
