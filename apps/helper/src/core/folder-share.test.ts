/** Folders and acts on files, as the trusted side lets them happen: by the grant, by the yes, by the site, and no further. */
import { fail, NO_LIMITS, ok, requestIdSchema, type PeerMessage, type RequestId } from '@alongside/protocol';
import { expect, test } from 'vitest';
import type { FolderAccess } from './ports.ts';
import { allow, ask, CSR, joinAndMeet } from './testing/fake-csr.ts';
import { FakeMachine, idOf } from './testing/fake-machine.ts';

const OTHER = idOf('o');
const ID = 'i'.repeat(22);

/** A disk that writes down what is done to it. */
function fakeFolders(done: string[], sha256: string | null = 'f'.repeat(64)) {
  const access = (allowed: readonly string[] | null): FolderAccess => ({
    list: (path) => {
      done.push(`list ${path} in ${allowed?.join() ?? 'all'}`);
      return Promise.resolve(ok({ path, parent: null, separator: '/', entries: [], isCut: false }));
    },
    find: (path) => Promise.resolve(path.startsWith('/home/a') ? ok(path) : fail('not-allowed')),
    make: (folder, name) => Promise.resolve(ok(void done.push(`make ${folder}/${name}`))),
    rename: (path, name) => Promise.resolve(ok(void done.push(`rename ${path} ${name}`))),
    remove: (paths) =>
      Promise.resolve(
        paths.some((path) => path.endsWith('locked'))
          ? fail('not-allowed')
          : ok(void done.push(`remove ${paths.join()}`)),
      ),
    survey: (paths) =>
      Promise.resolve(ok(paths.map((path) => ({ path, file: { name: 'a.txt', size: 5, within: [] } })))),
    open: () =>
      Promise.resolve(
        ok({
          size: 5,
          sha256,
          read: () => Promise.resolve(ok(new Uint8Array(5))),
          close: () => Promise.resolve(),
        }),
      ),
  });
  return {
    places: () => Promise.resolve([{ kind: 'home' as const, path: '/home/a' }]),
    choose: null,
    within: access,
  };
}

async function say(machine: FakeMachine, message: object, from = CSR): Promise<void> {
  await machine.core.session['peer.message']({ peer: from, raw: JSON.stringify(message) });
  await settle();
}

async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

function told(machine: FakeMachine, type: PeerMessage['type']): readonly PeerMessage[] {
  return machine.told.filter(({ message }) => message.type === type).map(({ message }) => message);
}

let requests = 0;
async function request(machine: FakeMachine, act: object): Promise<RequestId> {
  requests += 1;
  const requestId = requestIdSchema.parse(`f${requests}`.padEnd(22, '_'));
  await say(machine, { type: 'folders.request', requestId, act });
  return requestId;
}

async function opened(limits = NO_LIMITS): Promise<{ machine: FakeMachine; done: string[] }> {
  const machine = new FakeMachine();
  const done: string[] = [];
  machine.folders = fakeFolders(done);
  await joinAndMeet(machine);
  await machine.core.session['site.told']({
    filesWhileSharing: false,
    filesAdvanced: true,
    snapshotDays: null,
  });
  await allow(machine, await ask(machine, 'browse-files'), { limits });
  machine.told.length = 0;
  return { machine, done };
}

const REMOVE = { kind: 'remove', paths: ['/home/a/x'] };

test('where the site does not have it nobody is asked, and what was given ends when it is taken back', async () => {
  const machine = new FakeMachine();
  machine.folders = fakeFolders([]);
  await joinAndMeet(machine);
  await ask(machine, 'browse-files');
  expect(told(machine, 'consent.answer')).toMatchObject([{ outcome: 'not-possible' }]);
  const { machine: other, done } = await opened();
  await allow(other, await request(other, REMOVE), { allowAll: true });
  await settle();
  expect(done).toEqual(['remove /home/a/x']);
  expect(other.sharing?.grants.map(({ capability }) => capability)).toEqual(['browse-files', 'use-files']);
  await other.core.session['site.told']({
    filesWhileSharing: false,
    filesAdvanced: false,
    snapshotDays: null,
  });
  expect(other.sharing?.grants).toEqual([]);
  await request(other, REMOVE);
  expect(done).toHaveLength(1);
});

test('without a grant nothing is listed and nothing is asked', async () => {
  const machine = new FakeMachine();
  const done: string[] = [];
  machine.folders = fakeFolders(done);
  await joinAndMeet(machine);
  await machine.core.session['site.told']({
    filesWhileSharing: false,
    filesAdvanced: true,
    snapshotDays: null,
  });
  await say(machine, { type: 'folders.list', id: ID, path: '/home/a' });
  await request(machine, REMOVE);
  expect(done).toEqual([]);
  expect(told(machine, 'folders.failed')).toHaveLength(1);
  expect(told(machine, 'consent.answer')).toMatchObject([{ outcome: 'not-possible' }]);
});

test('the folders that the customer named are all that is looked at', async () => {
  const { machine, done } = await opened({ ...NO_LIMITS, folders: ['/home/a/docs'] });
  await say(machine, { type: 'folders.list', id: ID, path: '/home/a/docs' });
  await say(machine, { type: 'folders.places', id: ID });
  expect(done).toEqual(['list /home/a/docs in /home/a/docs']);
  expect(told(machine, 'folders.placed')).toMatchObject([
    { places: [{ kind: 'folder', path: '/home/a/docs' }] },
  ]);
});

test('each act waits for its yes, and is done once', async () => {
  const { machine, done } = await opened();
  const id = await request(machine, REMOVE);
  expect((await machine.core.consent['prompt.get']()).ok).toBe(true);
  expect(done).toEqual([]);
  await allow(machine, id);
  await settle();
  expect(done).toEqual(['remove /home/a/x']);
  expect(told(machine, 'folders.done')).toMatchObject([{ requestId: id, problem: null }]);
  // The same yes again is none.
  await say(machine, {
    type: 'folders.request',
    requestId: id,
    act: { kind: 'remove', paths: ['/home/a/y'] },
  });
  await settle();
  expect(done).toHaveLength(1);
  expect(machine.core.receipt()?.acts).toMatchObject([{ kind: 'folder.removed', by: 'Mina', file: 'x' }]);
});

test('a declined act is not done', async () => {
  const { machine, done } = await opened();
  const requestId = await request(machine, REMOVE);
  await machine.core.consent['prompt.get']();
  machine.wait(900);
  const no = { requestId, answer: 'decline', allowAll: false, limits: NO_LIMITS, window: null } as const;
  await machine.core.consent['prompt.answer'](no);
  await settle();
  expect(done).toEqual([]);
});

test('what is on screen stays what it is: the same id with another act changes nothing', async () => {
  const { machine, done } = await opened();
  const requestId = await request(machine, { kind: 'make', folder: '/home/a', name: 'new' });
  await say(machine, { type: 'folders.request', requestId, act: REMOVE });
  const asked = await machine.core.consent['prompt.get']();
  expect(asked.ok && asked.value.files?.kind).toBe('make');
  await allow(machine, requestId);
  await settle();
  expect(done).toEqual(['make /home/a/new']);
});

test('a yes to something else under the same id begins no act', async () => {
  const { machine, done } = await opened();
  const requestId = await ask(machine, 'system-info');
  await say(machine, { type: 'folders.request', requestId, act: REMOVE });
  await allow(machine, requestId);
  await settle();
  expect(done).toEqual([]);
});

test('a bare request to use files says nothing that anybody could agree to, and is dropped', async () => {
  const { machine } = await opened();
  await ask(machine, 'use-files');
  expect(await machine.core.consent['prompt.get']()).toEqual(fail('no-prompt'));
});

test('what is put stays within what was allowed: by name, number, size and sender', async () => {
  const { machine } = await opened();
  const put = { kind: 'put', folder: '/home/a', names: ['a.bin'], count: 1, bytes: 10 };
  const id = await request(machine, put);
  await allow(machine, id);
  await settle();
  const offer = (more: object) => ({ type: 'files.offer', offer: 7, request: id, ...more });
  const shown = (): number => {
    machine.wait(300);
    return machine.files?.files.length ?? 0;
  };
  await say(machine, offer({ files: [{ name: 'b.bin', size: 10, within: [] }] }));
  await say(machine, offer({ files: [{ name: 'a.bin', size: 11, within: [] }] }));
  await say(machine, offer({ files: [{ name: 'a.bin', size: 10, within: ['elsewhere'] }] }));
  await machine.core.session['peer.present']({ peer: OTHER, name: 'Lee', role: 'assisting-csr', keys: 'k2' });
  await machine.core.session['peer.trust']({ peer: OTHER, level: 'link-proved', words: [1, 2, 3, 4] });
  await say(machine, offer({ files: [{ name: 'a.bin', size: 10, within: [] }] }), OTHER);
  expect(shown()).toBe(0);
  // Whoever sends it need not wait.
  expect(told(machine, 'files.told')).toMatchObject([{}, {}, {}, {}].map(() => ({ state: 'failed' })));
  await say(machine, offer({ files: [{ name: 'a.bin', size: 10, within: [] }] }));
  expect(shown()).toBe(1);
  // Used up.
  await say(machine, { ...offer({ files: [{ name: 'a.bin', size: 10, within: [] }] }), offer: 8 });
  expect(shown()).toBe(1);
});

test('what was allowed to be fetched is read by that CSR only, not while the screen is seen, not after the end', async () => {
  const { machine } = await opened();
  await allow(machine, await request(machine, { kind: 'get', paths: ['/home/a/a.txt'] }));
  await settle();
  expect(told(machine, 'files.offer')).toMatchObject([{ files: [{ name: 'a.txt', size: 5 }] }]);
  const read = (peer = CSR) =>
    machine.core.session['files.read']({ peer, offer: 0, file: 0, start: 0, end: 5 });
  expect(await read()).toMatchObject({ ok: true });
  expect(await read(OTHER)).toEqual(fail('withdrawn'));
  await allow(machine, await ask(machine, 'view-desktop'));
  expect(await read()).toEqual(fail('held'));
  await machine.core.session['grants.revoke-all']();
  expect(await read()).toEqual(fail('withdrawn'));
});

test('a copy stands on the receipt once it was read to its end, whatever the CSR says of it', async () => {
  const { machine } = await opened();
  await allow(machine, await request(machine, { kind: 'get', paths: ['/home/a/a.txt'] }));
  await settle();
  expect(machine.core.receipt()?.acts).toEqual([]);
  for (const _twice of [1, 2]) {
    await machine.core.session['files.read']({ peer: CSR, offer: 0, file: 0, start: 0, end: 5 });
  }
  expect(machine.core.receipt()?.acts).toMatchObject([
    { kind: 'file.fetched', by: 'Mina', file: 'a.txt', size: 5 },
  ]);
});

test('of several that are to be deleted, those that were stand on the receipt, should one fail', async () => {
  const { machine, done } = await opened();
  await allow(machine, await request(machine, { kind: 'remove', paths: ['/home/a/x', '/home/a/locked'] }));
  await settle();
  expect(done).toEqual(['remove /home/a/x']);
  expect(machine.core.receipt()?.acts).toMatchObject([{ kind: 'folder.removed', file: 'x' }]);
  expect(told(machine, 'folders.done')).toMatchObject([{ problem: 'not-allowed' }]);
});

test('a copy that was handed out in parts, or out of order, stands on the receipt too, without a hash', async () => {
  const { machine } = await opened();
  machine.folders = fakeFolders([], null);
  await allow(machine, await request(machine, { kind: 'get', paths: ['/home/a/a.txt'] }));
  await settle();
  await machine.core.session['files.read']({ peer: CSR, offer: 0, file: 0, start: 3, end: 5 });
  expect(machine.core.receipt()?.acts).toEqual([]);
  await machine.core.session['grants.revoke-all']();
  expect(machine.core.receipt()?.acts).toMatchObject([{ kind: 'file.fetched', file: 'a.txt' }]);
});

test('a connection that breaks ends nothing that was allowed; a CSR who is gone does', async () => {
  const { machine } = await opened();
  await allow(machine, await request(machine, { kind: 'get', paths: ['/home/a/a.txt'] }));
  const put = { kind: 'put', folder: '/home/a', names: ['b.bin'], count: 1, bytes: 10 };
  const id = await request(machine, put);
  await allow(machine, id);
  await settle();
  await say(machine, {
    type: 'files.offer',
    offer: 7,
    request: id,
    files: [{ name: 'b.bin', size: 10, within: [] }],
  });
  const states = (): unknown => {
    machine.wait(300);
    return machine.files?.files.map(({ name }) => name);
  };
  await machine.core.session['peer.lost']({ peer: CSR });
  expect(states()).toEqual(['b.bin']);
  await machine.core.session['peer.present']({ peer: CSR, name: 'Mina', role: 'lead-csr', keys: 'keys' });
  await machine.core.session['peer.trust']({ peer: CSR, level: 'link-proved', words: [1, 2, 3, 4] });
  const read = () => machine.core.session['files.read']({ peer: CSR, offer: 0, file: 0, start: 0, end: 5 });
  expect(await read()).toMatchObject({ ok: true });
  await machine.core.session['peer.gone']({ peer: CSR, why: 'left' });
  expect(states()).toEqual([]);
  expect(await read()).toEqual(fail('withdrawn'));
});
