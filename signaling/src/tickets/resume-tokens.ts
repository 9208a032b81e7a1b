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

type ResumeHolder = {
  readonly placeId: ParticipantId | null;
  readonly accountId: string | null;
  readonly authSessionId: string | null;
  /** Of a holder without a place. */
  readonly expiresAt: number | null;
};

export class ResumeTokens {
  readonly #db: Kysely<Tables>;
  readonly #audit: AuditLog;
  /** What storage had no room for: running sessions must be able to come back all the same. */
  readonly #unwritten = new Map<string, ResumeTable>();

  constructor(db: Kysely<Tables>, audit: AuditLog) {
    this.#db = db;
    this.#audit = audit;
  }

  async issue({ placeId, accountId, authSessionId, expiresAt }: ResumeHolder): Promise<string> {
    const token = randomToken();
    const row = {
      token_hash: sha256(token),
      place_id: placeId,
      account_id: accountId,
      auth_session_id: authSessionId,
      expires_at: expiresAt ?? WITH_ITS_PLACE,
    };
    await this.#audit.note([], async (trx) => {
      await trx.insertInto('resume').values(row).execute();
    });
    if (this.#audit.isFull()) this.#unwritten.set(row.token_hash, row);
    return token;
  }

  async find(token: string): Promise<ResumeTable | undefined> {
    const hash = sha256(token);
    const all = this.#db.selectFrom('resume').selectAll();
    return (await all.where('token_hash', '=', hash).executeTakeFirst()) ?? this.#unwritten.get(hash);
  }

  /** A CSR's token becomes that of the place in the session that was just started. */
  async bind(token: string, placeId: ParticipantId): Promise<void> {
    const values = { place_id: placeId, expires_at: WITH_ITS_PLACE };
    await this.#audit.note([], async (trx) => {
      await trx.updateTable('resume').set(values).where('token_hash', '=', sha256(token)).execute();
    });
  }

  /** The client has `token` for certain: those before it are worth nothing now. */
  async confirm(
    token: string,
    used: { readonly place: string | null; readonly hash: string | null },
  ): Promise<void> {
    const hash = sha256(token);
    await this.#audit.note([], async (trx) => {
      this.#unwritten.delete(hash);
      const others = trx.deleteFrom('resume').where('token_hash', '!=', hash);
      if (used.place !== null) await others.where('place_id', '=', used.place).execute();
      else if (used.hash !== null) await others.where('token_hash', '=', used.hash).execute();
    });
  }

  /** Nobody who was signed in by these comes back. */
  async revoke(authSessionIds: readonly string[]): Promise<void> {
    if (authSessionIds.length === 0) return;
    for (const [hash, row] of this.#unwritten) {
      if (authSessionIds.includes(row.auth_session_id ?? '')) this.#unwritten.delete(hash);
    }
    await this.#audit.note([], async (trx) => {
      await trx.deleteFrom('resume').where('auth_session_id', 'in', authSessionIds).execute();
    });
  }

  async sweep(now: number, endedBefore: number): Promise<void> {
    const gone = this.#db.selectFrom('place').select('id').where('left_at', '<', endedBefore);
    await this.#db
      .deleteFrom('resume')
      .where((eb) => eb.or([eb('expires_at', '<', now), eb('place_id', 'in', gone)]))
      .execute();
  }
}
