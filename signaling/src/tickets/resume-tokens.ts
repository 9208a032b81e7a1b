/**
 * Resume tokens: bring a client back into its place. Stored as hashes, changed at every use; the one before stays
 * good until the client is known to have the new one, or a drop at the wrong moment would cost the place.
 */
import type { ParticipantId } from '@alongside/protocol';
import type { Kysely } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import { randomToken, sha256 } from '../secrets.ts';
import type { ResumeTable, Tables } from '../storage/tables.ts';

/** A token of a place lives as long as the place does. */
const WITH_ITS_PLACE = Number.MAX_SAFE_INTEGER;

export type ResumeHolder = {
  readonly placeId: ParticipantId | null;
  readonly accountId: string | null;
  readonly authSessionId: string | null;
  /** Of a holder without a place. */
  readonly expiresAt: number | null;
};

export type ResumeTokens = {
  readonly issue: (holder: ResumeHolder) => Promise<string>;
  readonly find: (token: string) => Promise<ResumeTable | undefined>;
  /** A CSR's token becomes that of the place in the session that was just started. */
  readonly bind: (token: string, placeId: ParticipantId) => Promise<void>;
  /** The client has `token`: those before it are worth nothing now. */
  readonly confirm: (
    token: string,
    used: { readonly place: string | null; readonly hash: string | null },
  ) => Promise<void>;
  /** Nobody signed in by these comes back. */
  readonly revoke: (authSessionIds: readonly string[]) => Promise<void>;
  readonly sweep: (now: number, endedBefore: number) => Promise<void>;
};

export function createResumeTokens(db: Kysely<Tables>, audit: AuditLog): ResumeTokens {
  /** What storage had no room for: running sessions must be able to come back all the same. */
  const unwritten = new Map<string, ResumeTable>();
  return {
    async issue({ placeId, accountId, authSessionId, expiresAt }) {
      const token = randomToken();
      const row = {
        token_hash: sha256(token),
        place_id: placeId,
        account_id: accountId,
        auth_session_id: authSessionId,
        expires_at: expiresAt ?? WITH_ITS_PLACE,
      };
      await audit.note([], async (trx) => {
        await trx.insertInto('resume').values(row).execute();
      });
      if (audit.isFull()) unwritten.set(row.token_hash, row);
      return token;
    },
    async find(token) {
      const hash = sha256(token);
      const row = await db.selectFrom('resume').selectAll().where('token_hash', '=', hash).executeTakeFirst();
      return row ?? unwritten.get(hash);
    },
    async bind(token, placeId) {
      const values = { place_id: placeId, expires_at: WITH_ITS_PLACE };
      await db.updateTable('resume').set(values).where('token_hash', '=', sha256(token)).execute();
    },
    confirm: (token, used) =>
      audit.note([], async (trx) => {
        const hash = sha256(token);
        unwritten.delete(hash);
        const others = trx.deleteFrom('resume').where('token_hash', '!=', hash);
        if (used.place !== null) await others.where('place_id', '=', used.place).execute();
        else if (used.hash !== null) await others.where('token_hash', '=', used.hash).execute();
      }),
    async revoke(authSessionIds) {
      if (authSessionIds.length === 0) return;
      for (const [hash, row] of unwritten) {
        if (row.auth_session_id !== null && authSessionIds.includes(row.auth_session_id))
          unwritten.delete(hash);
      }
      await audit.note([], async (trx) => {
        await trx.deleteFrom('resume').where('auth_session_id', 'in', authSessionIds).execute();
      });
    },
    async sweep(now, endedBefore) {
      const gone = db.selectFrom('place').select('id').where('left_at', '<', endedBefore);
      await db
        .deleteFrom('resume')
        .where((eb) => eb.or([eb('expires_at', '<', now), eb('place_id', 'in', gone)]))
        .execute();
    },
  };
}
