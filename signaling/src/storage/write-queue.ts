/**
 * Writes one transaction after the other, and holds back what finds no room: running sessions go on while storage
 * is full, and what happened in them is written, in order, when there is room again.
 */
import type { Kysely, Transaction } from 'kysely';
import { isStorageFull } from './database.ts';
import type { Tables } from './tables.ts';

const PROBE_BYTES = 16 * 1024;

export type Change = (trx: Transaction<Tables>) => Promise<void>;

type WriteQueue = {
  readonly isFull: () => boolean;
  /** Throws where storage is full. */
  readonly commit: (change: Change) => Promise<void>;
  /** Waits where storage is full. */
  readonly note: (change: Change) => Promise<void>;
  /** Tries again, if anything may wait. */
  readonly flush: () => Promise<void>;
};

export function createWriteQueue(db: Kysely<Tables>): WriteQueue {
  let full = false;
  let waiting: readonly Change[] = [];

  const commit = async (change: Change): Promise<void> => {
    let batch: readonly Change[] = [];
    try {
      await db.transaction().execute(async (trx) => {
        // Taken inside, where no other transaction can take the same.
        batch = waiting;
        waiting = [];
        for (const each of [...batch, change]) await each(trx);
      });
      full = false;
    } catch (error) {
      waiting = [...batch, ...waiting];
      full ||= isStorageFull(error);
      throw error;
    }
  };

  const commitOr = (change: Change, otherwise: () => void): Promise<void> =>
    commit(change).catch((error: unknown) => {
      if (!isStorageFull(error)) throw error;
      otherwise();
    });

  return {
    isFull: () => full,
    commit,
    note: (change) =>
      commitOr(change, () => {
        waiting = [...waiting, change];
      }),
    flush: () => (full ? commitOr(probeRoom, stillFull) : Promise.resolve()),
  };
}

/** Takes some room and gives it back: an update in place would succeed on a full disk. */
async function probeRoom(trx: Transaction<Tables>): Promise<void> {
  const place_id = 'probe';
  await trx
    .insertInto('missed')
    .values({ place_id, seq: 0, body: 'x'.repeat(PROBE_BYTES) })
    .execute();
  await trx.deleteFrom('missed').where('place_id', '=', place_id).execute();
}

function stillFull(): void {}
