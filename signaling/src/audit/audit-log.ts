/**
 * Writes the audit: rows in a hash chain, each in the transaction of what it tells about. While storage is full,
 * rows of running sessions wait in memory and are written when there is room again.
 */
import type { Kysely, Transaction } from 'kysely';
import type { Secrets } from '../secrets.ts';
import type { Tables } from '../storage/tables.ts';
import { type Change, createWriteQueue } from '../storage/write-queue.ts';
import { canonicalJson } from '@alongside/protocol';
import { rowHash } from './chain.ts';

export type AuditKind =
  | 'account.added'
  | 'account.disabled'
  | 'account.signed-in'
  | 'account.sign-in-failed'
  | 'account.signed-out'
  | 'session.started'
  | 'session.ended'
  | 'invite.created'
  | 'invite.used'
  | 'invite.withdrawn'
  | 'lobby.admitted'
  | 'lobby.refused'
  | 'participant.left'
  | 'participant.removed'
  | 'participant.made-primary'
  | 'lead.transferred'
  | 'lead.taken'
  | 'lead.inherited'
  | 'colleague.called'
  | 'colleague.joined'
  | 'config.key-trusted'
  | 'config.pushed'
  | 'config.applied'
  | 'record';

export type AuditEntry = {
  readonly kind: AuditKind;
  readonly at: number;
  readonly sessionId?: string;
  readonly actor?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  /** A repeat with the same key leaves no second row. */
  readonly key?: string;
};

/** Appends within the caller's transaction, of which it must be the first statement: it takes the write lock. */
export async function appendAudit(
  trx: Transaction<Tables>,
  secrets: Secrets,
  entries: readonly AuditEntry[],
): Promise<void> {
  // A write that changes nothing: the lock is ours before anything is read, since the admin command appends too.
  await trx
    .updateTable('audit_head')
    .set((eb) => ({ n: eb.ref('n') }))
    .execute();
  for (const entry of entries) await appendOne(trx, secrets, entry);
}

async function appendOne(trx: Transaction<Tables>, secrets: Secrets, entry: AuditEntry): Promise<void> {
  if (entry.key !== undefined && (await isWritten(trx, entry.key))) return;
  const head = await trx
    .updateTable('audit_head')
    .set((eb) => ({ n: eb('n', '+', 1) }))
    .returning(['n', 'hash'])
    .executeTakeFirstOrThrow();
  const fact = {
    n: head.n,
    at: entry.at,
    kind: entry.kind,
    sessionId: entry.sessionId ?? null,
    actor: entry.actor ?? null,
    detail: canonicalJson(entry.detail ?? {}),
    key: entry.key ?? null,
  };
  const hash = rowHash(head.hash, fact);
  const { sessionId: session_id, key: idempotency_key, ...rest } = fact;
  const row = { ...rest, session_id, idempotency_key, prev_hash: head.hash, hash };
  await trx.insertInto('audit').values(row).execute();
  await trx
    .updateTable('audit_head')
    .set({ hash, mac: secrets.hash('audit', `${head.n}\n${hash}`) })
    .execute();
}

async function isWritten(trx: Transaction<Tables>, key: string): Promise<boolean> {
  const row = await trx.selectFrom('audit').select('n').where('idempotency_key', '=', key).executeTakeFirst();
  return row !== undefined;
}

export type AuditLog = {
  /** True from the first write that found no room until there is some again. */
  readonly isFull: () => boolean;
  /** One transaction: the rows, then the change they tell about. Throws where storage is full. */
  readonly commit: (entries: readonly AuditEntry[], change?: Change) => Promise<void>;
  /** The same for what goes on although storage is full: it then waits, in order, and is written later. */
  readonly note: (entries: readonly AuditEntry[], change?: Change) => Promise<void>;
  /** Writes what waits, if there is room again; called by the relay's clock. */
  readonly flush: () => Promise<void>;
};

export function createAuditLog(db: Kysely<Tables>, secrets: Secrets): AuditLog {
  const queue = createWriteQueue(db);
  const work =
    (entries: readonly AuditEntry[], change?: Change): Change =>
    async (trx) => {
      if (entries.length > 0) await appendAudit(trx, secrets, entries);
      await change?.(trx);
    };
  return {
    isFull: queue.isFull,
    commit: (entries, change) => queue.commit(work(entries, change)),
    note: (entries, change) => queue.note(work(entries, change)),
    flush: queue.flush,
  };
}
