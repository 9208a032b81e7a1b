/**
 * What holds at this site now: the last config that was pushed, within its time, else what is safe without one. Looks again
 * whenever another process (the admin command) has written to the database. Tells nobody: see `announce.ts`.
 */
import { type Site, siteOf, type SignedConfig, type SiteConfig, timeOf } from '@alongside/protocol';
import type { Kysely } from 'kysely';
import type { Logger } from '../log.ts';
import type { Tables } from '../storage/tables.ts';
import { lastConfig } from './config-store.ts';
import { openSigned } from './signing.ts';

export type SitePolicy = {
  readonly site: () => Site;
  /** As it was pushed, also out of its time: who gets it looks at the clock too. Null where none was. */
  readonly signed: () => SignedConfig | null;
  /** Of the config in force, for the records; null where none was pushed. */
  readonly hash: () => string | null;
  /** Nobody may connect directly. */
  readonly relayOnly: () => boolean;
};

export type WatchedPolicy = SitePolicy & {
  /** True where something else holds than before. */
  readonly look: () => Promise<boolean>;
};

type Options = {
  readonly db: Kysely<Tables>;
  readonly foreignVersion: () => number;
  readonly now: () => number;
  readonly log: Logger;
  /** What holds as long as no config was pushed. */
  readonly unsigned: Site;
};

type Held = { readonly signed: SignedConfig; readonly hash: string; readonly config: SiteConfig };

export async function openSitePolicy(options: Options): Promise<WatchedPolicy> {
  const { db, foreignVersion, now, log, unsigned } = options;
  let seenVersion = foreignVersion();
  let held = await load(db, log);
  let time = held === null ? null : timeOf(held.config, now());
  if (held !== null) tell(log, held, time);

  const refresh = async (): Promise<void> => {
    const version = foreignVersion();
    if (version === seenVersion) return;
    seenVersion = version;
    // What cannot be read takes nothing away from what is in force.
    held = (await load(db, log)) ?? held;
  };

  return {
    site: () => (held === null ? unsigned : siteOf(held.config, now())),
    signed: () => held?.signed ?? null,
    hash: () => held?.hash ?? null,
    relayOnly: () => held?.config.turn === 'relay-only',
    async look() {
      const before = held?.hash;
      await refresh();
      const timeNow = held === null ? null : timeOf(held.config, now());
      if (held === null || (held.hash === before && timeNow === time)) return false;
      time = timeNow;
      tell(log, held, time);
      return true;
    },
  };
}

async function load(db: Kysely<Tables>, log: Logger): Promise<Held | null> {
  const last = await lastConfig(db);
  if (last === undefined) return null;
  const { version, hash, signed } = last;
  const opened = signed === undefined ? undefined : openSigned(signed);
  if (signed !== undefined && opened?.ok === true) return { signed, hash, config: opened.value };
  log.error({ version }, 'the stored site config is damaged and is not used: push it again');
  return null;
}

function tell(log: Logger, { config, hash }: Held, time: ReturnType<typeof timeOf> | null): void {
  const { version, expires } = config;
  if (time === 'in-force') log.info({ version, hash, expires }, 'site config in force');
  else
    log.warn(
      { version, hash, expires },
      `site config ${time ?? ''}: safe defaults hold until another is pushed`,
    );
}
