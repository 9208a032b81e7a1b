/**
 * Keys that change others, under one finger: pressed once they count for the next key, twice for all until pressed again.
 * Nothing is ever held on the other machine between two keys. Pure.
 */

import { MODIFIER_CODES } from '@alongside/protocol';
import type { InputCommand, KeyCode } from '@alongside/protocol';
import { pressAll } from '../stage/special-keys.ts';

/** `once` → locked by the same key, off by any other; `locked` → off by the same key. */
type Stuck = 'once' | 'locked';
/** In the order in which they were pressed. */
export type StickyKeys = ReadonlyMap<KeyCode, Stuck>;

type StickyStep = { readonly state: StickyKeys; readonly commands: readonly InputCommand[] };

const MODIFIERS: ReadonlySet<KeyCode> = new Set(MODIFIER_CODES);

export function pressSticky(state: StickyKeys, code: KeyCode): StickyStep {
  if (MODIFIERS.has(code)) return { state: turned(state, code), commands: [] };
  return {
    state: new Map([...state].filter(([, stuck]) => stuck === 'locked')),
    commands: pressAll([...state.keys(), code]),
  };
}

/** A modifier on its own means something too: the Windows key opens a menu. */
export function pressAlone(state: StickyKeys): StickyStep {
  return { state: new Map(), commands: pressAll([...state.keys()]) };
}

function turned(state: StickyKeys, code: KeyCode): StickyKeys {
  const next = new Map(state);
  const stuck = next.get(code);
  if (stuck === 'locked') next.delete(code);
  else next.set(code, stuck === 'once' ? 'locked' : 'once');
  return next;
}
