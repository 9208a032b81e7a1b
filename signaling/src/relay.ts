/** Puts the relay together and takes it down again. Lists the parts; each part's rules are its own. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_SITE, type Site } from '@alongside/protocol';
import { createAccounts } from './accounts/accounts.ts';
import { createAuth } from './accounts/auth.ts';
import { createRevocation } from './accounts/revocation.ts';
import { createAuditLog } from './audit/audit-log.ts';
import { createCalls } from './colleagues/calls.ts';
import { createClock } from './clock.ts';
import { openSitePolicy, type WatchedPolicy } from './config/site-policy.ts';
import type { Foundation, Relay } from './context.ts';
import { createAddressRate } from './http/address-rate.ts';
import { createHttp } from './http/http-server.ts';
import { defaultPageDirs, type PageDirs } from './http/pages.ts';
import { createInvites } from './invites/invites.ts';
import { type Limits, resolveLimits } from './limits.ts';
import { createLog, type Logger } from './log.ts';
import { createMetrics } from './metrics.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import { createRetention } from './sessions/retention.ts';
import { createSessions } from './sessions/sessions.ts';
import { createAddressOf } from './sockets/client-address.ts';
import { startHeartbeat } from './sockets/heartbeat.ts';
import { createHub } from './sockets/hub.ts';
import { isAllowedOrigin } from './sockets/origins.ts';
import { serveSockets } from './sockets/socket-server.ts';
import { type Database, openDatabase } from './storage/database.ts';
import { ResumeTokens } from './tickets/resume-tokens.ts';
import { createTickets } from './tickets/tickets.ts';
import type { TurnConfig } from './turn/turn-config.ts';
import { startWatch } from './watch.ts';

const EMPTY_LOOK_MS = 20;

export type RelayOptions = {
  readonly dataDir: string;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** What people's links begin with; where it is not given, the address that we listen on. */
  readonly publicUrl?: string;
  readonly limits?: Partial<Limits>;
  readonly site?: Site;
  readonly turn?: TurnConfig | null;
  readonly pages?: Partial<PageDirs>;
  readonly log?: Logger;
  /** A quota for the database; none by default. */
  readonly maxDatabaseBytes?: number;
  /** The one address whose `X-Forwarded-For` is believed. */
  readonly trustedProxy?: string;
  readonly now?: () => number;
};

export type RunningRelay = AsyncDisposable & {
  /** The public address. */
  readonly url: string;
  /** The address that we listen on, which a proxy may stand in front of. */
  readonly listening: string;
  /** For tests that fill the disk. */
  readonly setQuota: (maxBytes: number | null) => void;
  /** Says goodbye to everybody, then stops. Safe to call twice. */
  close(): Promise<void>;
};

export async function startRelay(options: RelayOptions): Promise<RunningRelay> {
  const database = await openDatabase(options.dataDir);
  const secrets = openSecrets(options.dataDir);
  const base = await createFoundation(options, database, secrets);
  const auth = await createAuth({
    db: database.db,
    secret: secrets.authSecret,
    accountLifeMs: base.limits.accountLifeMs,
  });
  database.setQuota(options.maxDatabaseBytes ?? null);
  const sessions = createSessions(base);
  const relay: Relay = {
    ...base,
    sessions,
    accounts: createAccounts(base.db, base.now),
    tickets: createTickets({ lifeMs: base.limits.ticketLifeMs, now: base.now }),
    resumes: new ResumeTokens(base.db, base.audit),
    invites: createInvites(base, sessions),
    calls: createCalls(base),
  };
  base.metrics.watch({ sockets: relay.hub.size, sessions: sessions.count });
  await sessions.load();
  return listen({ options, relay, auth, database, policy: base.policy });
}

async function createFoundation(
  options: RelayOptions,
  { db, foreignVersion }: Database,
  secrets: Secrets,
): Promise<Foundation & { readonly policy: WatchedPolicy }> {
  const now = options.now ?? createClock();
  const log = options.log ?? createLog('info');
  const unsigned = options.site ?? DEFAULT_SITE;
  const policy = await openSitePolicy({ db, foreignVersion, now, log, unsigned });
  return {
    db,
    secrets,
    audit: createAuditLog(db, secrets),
    metrics: createMetrics(),
    hub: createHub(),
    now,
    limits: resolveLimits(options.limits),
    log,
    addressOf: createAddressOf(options.trustedProxy),
    policy,
    turn: options.turn ?? null,
  };
}

type Parts = {
  readonly options: RelayOptions;
  readonly relay: Relay;
  readonly auth: Awaited<ReturnType<typeof createAuth>>;
  readonly database: Database;
  readonly policy: WatchedPolicy;
};

async function listen({ options, relay, auth, database, policy }: Parts): Promise<RunningRelay> {
  const { limits, now, log } = relay;
  const host = options.host ?? '127.0.0.1';
  const revocation = createRevocation(relay, database.foreignVersion);
  // Which port is ours is known only once we listen.
  const life = { isReady: false, url: new URL(options.publicUrl ?? 'http://127.0.0.1').origin };
  const isAllowed = (origin: string | undefined) => isAllowedOrigin(life.url, origin);
  const { app, server } = await createHttp({
    relay,
    auth,
    isAllowed,
    isHttps: life.url.startsWith('https:'),
    isReady: () => life.isReady,
    revoked: (id) => revocation.revoke([id]),
    pages: { ...defaultPageDirs(), ...options.pages },
  });
  const mayKnock = createAddressRate(limits.handshakesPerAddressPerSecond, now);
  const sockets = serveSockets(relay, { server, isAllowed, mayKnock });
  const listening = await app.listen({ port: options.port ?? 0, host });
  if (options.publicUrl === undefined) life.url = listening;
  const heartbeat = startHeartbeat(relay);
  const watch = startWatch(relay, { revocation, policy, retention: createRetention(relay) });
  life.isReady = true;
  log.info({ url: life.url }, 'listening');
  const stop = async () => {
    life.isReady = false;
    log.info({ sockets: relay.hub.size() }, 'stopping');
    sockets.stop();
    relay.hub.closeAll('restart');
    await emptied(relay);
    heartbeat.close();
    await watch.close();
    await app.close();
    await relay.sessions.settled();
    await database.close();
    log.info('stopped');
  };
  return running({ url: life.url, listening, setQuota: database.setQuota }, stop);
}

function running(
  relay: Pick<RunningRelay, 'url' | 'listening' | 'setQuota'>,
  stop: () => Promise<void>,
): RunningRelay {
  let stopped: Promise<void> | undefined;
  const close = () => (stopped ??= stop());
  return { ...relay, close, [Symbol.asyncDispose]: close };
}

/** Waits for everybody's goodbye; ws cuts off who does not say it. */
async function emptied({ hub, limits }: Relay): Promise<void> {
  const latest = performance.now() + limits.stopGraceMs;
  while (hub.size() > 0 && performance.now() < latest) await sleep(EMPTY_LOOK_MS);
  for (const { socket } of hub.all()) socket.terminate();
}
