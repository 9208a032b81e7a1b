/**
 * Where a customer is who has joined in the browser, for as long as the tab lives: a page that was loaded anew goes back
 * there on the same keys. What was allowed is asked anew, since the browser asks for every capture by itself.
 */
import { z } from 'zod';
import { placeSchema, type Place, type Start } from '../../contract/session-contract.ts';

const KEY = 'alongside.place';
const keptSchema = placeSchema.extend({ proved: z.boolean() });

export type PagePlace = {
  readonly load: () => Start['place'];
  /** Null: nowhere any more. */
  readonly keep: (place: Place | null) => void;
  /** The inviter has shown the link's secret, or nobody has. */
  readonly setProved: (proved: boolean) => void;
  /** The page goes; what it was stays. */
  readonly freeze: () => void;
};

export function createPagePlace(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): PagePlace {
  let place: Place | null = null;
  let isProved = false;
  let isFrozen = false;
  const save = (): void => {
    if (isFrozen) return;
    if (place === null) storage.removeItem(KEY);
    else storage.setItem(KEY, JSON.stringify({ ...place, proved: isProved }));
  };
  return {
    load() {
      const kept = readKept(storage.getItem(KEY));
      isProved = kept?.proved ?? false;
      return kept;
    },
    keep(next) {
      place = next;
      if (next === null) isProved = false;
      save();
    },
    setProved(proved) {
      isProved ||= proved;
      save();
    },
    freeze: () => {
      isFrozen = true;
    },
  };
}

function readKept(text: string | null): Start['place'] {
  if (text === null) return null;
  try {
    const kept = keptSchema.safeParse(JSON.parse(text));
    return kept.success ? kept.data : null;
  } catch {
    // Somebody else's: the page begins at the beginning.
    return null;
  }
}
