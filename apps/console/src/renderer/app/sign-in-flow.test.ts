import { DEFAULT_SITE, fail, ok } from '@alongside/protocol';
import type { Account } from '@alongside/protocol';
import { serveInPage } from '@alongside/ipc/in-page';
import type { ApiCode, RelayApi } from '@alongside/rtc';
import { createStore } from '@alongside/ui';
import type { Store } from '@alongside/ui';
import { afterEach, describe, expect, it } from 'vitest';
import { consoleContract } from '../../contract.ts';
import type { AppState } from './app-state.ts';
import { SignInFlow } from './sign-in-flow.ts';
import { NO_FOLDERS } from './no-folders.ts';
import { NO_RECORDINGS } from './no-recordings.ts';
import { NO_HOST } from './no-host.ts';

const ACCOUNT: Account = { name: 'Kim', email: 'kim@example.com', role: 'csr' };
const UNUSED = () => Promise.reject(new Error('not part of signing in'));

/** A relay that can go away and forget tokens, and a profile that may not keep any. */
function world({ kept = null as string | null, canKeep = true } = {}) {
  const relay = { away: null as ApiCode | null, tokens: new Set(['good']), password: 'right' };
  const profile = { token: kept };
  const store: Store<AppState> = createStore<AppState>({ kind: 'starting' });
  const answer = <T>(value: T) => Promise.resolve(relay.away === null ? ok(value) : fail(relay.away));
  const api: RelayApi = {
    origin: 'https://relay.example',
    site: () => answer(DEFAULT_SITE),
    signIn: (_email, password) =>
      password === relay.password
        ? answer({ token: 'good', account: ACCOUNT })
        : Promise.resolve(fail('bad-credentials')),
    signOut: () => answer(undefined),
    me: (token) => (relay.tokens.has(token) ? answer(ACCOUNT) : Promise.resolve(fail('not-signed-in'))),
    ticket: UNUSED,
    sessions: UNUSED,
    keptChat: UNUSED,
    writeNotes: UNUSED,
    record: UNUSED,
    keepSnapshot: UNUSED,
    keptSnapshots: UNUSED,
    preview: UNUSED,
    join: UNUSED,
  };
  const { bridge } = serveInPage(
    consoleContract,
    {
      'app.info': UNUSED,
      'relay.explain': () => ok('unreachable' as const),
      'token.load': () => ok(profile.token),
      'token.save': ({ token }: { token: string }) => {
        if (!canKeep) return fail('not-secure');
        profile.token = token;
        return ok(null);
      },
      'token.clear': () => {
        profile.token = null;
        return ok(null);
      },
      'choices.save': () => ok(null),
      'file.save': () => ok('cancelled' as const),
      'clipboard.write': () => ok(null),
      'clipboard.watch': () => ok(0),
      'clipboard.look': () => ok(0),
      'clipboard.put': () => ok(null),
      'share.sources': () => ok([]),
      'share.open': () => ok(null),
      'share.close': () => ok(null),
      'host.open': () => ok(false),
      'host.close': () => ok(null),
      ...NO_HOST,
      ...NO_RECORDINGS,
      ...NO_FOLDERS,
      'link.open': () => ok(null),
    } as Parameters<typeof serveInPage<typeof consoleContract>>[1],
    { onBug: (error) => expect.fail(String(error)) },
  );
  const flow = new SignInFlow({ store, bridge, api, startNow: false });
  flows.push({ flow, relay });
  return { relay, profile, store, flow };
}

const flows: { flow: SignInFlow; relay: { away: ApiCode | null } }[] = [];
afterEach(async () => {
  // A flow that waits for its next try would keep its timer.
  for (const { flow, relay } of flows.splice(0)) {
    relay.away = null;
    await flow.signOut();
  }
});

/** Resolves with the first state that fits. */
function until(store: Store<AppState>, fits: (state: AppState) => boolean): Promise<AppState> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!fits(store.get())) return;
      stop();
      resolve(store.get());
    };
    const stop = store.subscribe(look);
    look();
  });
}

describe('signing in', () => {
  it('comes home with the right password and keeps the token', async () => {
    const { flow, store, profile } = world();
    await flow.begin();
    expect(store.get()).toMatchObject({ kind: 'sign-in', reach: { kind: 'here' } });
    await flow.signIn('kim@example.com', 'right');
    expect(store.get()).toMatchObject({ kind: 'home', notice: null, user: { token: 'good' } });
    expect(profile.token).toBe('good');
  });

  it('says that the password is wrong and stays', async () => {
    const { flow, store } = world();
    await flow.begin();
    await flow.signIn('kim@example.com', 'wrong');
    expect(store.get()).toMatchObject({ kind: 'sign-in', busy: false, problem: 'bad-credentials' });
  });

  it('says at home when the machine cannot keep the sign-in safely', async () => {
    const { flow, store, profile } = world({ canKeep: false });
    await flow.begin();
    await flow.signIn('kim@example.com', 'right');
    expect(store.get()).toMatchObject({ kind: 'home', notice: 'token-not-kept' });
    expect(profile.token).toBeNull();
  });
});

describe('a relay that is away', () => {
  it.each(['unreachable', 'certificate', 'version-unsupported'] as const)(
    'is named (%s), with the time of the next try',
    async (code) => {
      const { flow, store, relay } = world();
      relay.away = code;
      await flow.begin();
      const state = store.get();
      expect(state).toMatchObject({ kind: 'sign-in', reach: { kind: 'away', code } });
      if (state.kind !== 'sign-in' || state.reach.kind !== 'away') return;
      expect(state.reach.nextTryAt).toBeGreaterThan(Date.now() - 50);
    },
  );

  it('is reached again by hand, and by itself', async () => {
    const { flow, store, relay } = world();
    relay.away = 'unreachable';
    await flow.begin();
    relay.away = null;
    flow.tryNow();
    await until(store, (state) => state.kind === 'sign-in' && state.reach.kind === 'here');
    relay.away = 'unreachable';
    await flow.signIn('kim@example.com', 'right');
    relay.away = null;
    await until(store, (state) => state.kind === 'sign-in' && state.reach.kind === 'here');
  });

  it('does not cost somebody the sign-in that was kept', async () => {
    const { flow, store, relay, profile } = world({ kept: 'good' });
    relay.away = 'unreachable';
    await flow.begin();
    expect(profile.token).toBe('good');
    relay.away = null;
    flow.tryNow();
    await until(store, (state) => state.kind === 'home');
  });
});

it('a token that no longer counts is forgotten', async () => {
  const { flow, store, profile } = world({ kept: 'old' });
  await flow.begin();
  expect(store.get().kind).toBe('sign-in');
  expect(profile.token).toBeNull();
});

it('signing out forgets the token, also when the relay is away', async () => {
  const { flow, store, relay, profile } = world({ kept: 'good' });
  await flow.begin();
  expect(store.get().kind).toBe('home');
  relay.away = 'unreachable';
  await flow.signOut();
  expect(store.get().kind).toBe('sign-in');
  expect(profile.token).toBeNull();
});
