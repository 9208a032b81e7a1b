/** Light, dark, or what the system says, followed while it changes. */

import { useSyncExternalStore } from 'react';
import type { Scheme } from './roles.ts';

const SCHEME_CHOICES = ['auto', 'light', 'dark'] as const;
export type SchemeChoice = (typeof SCHEME_CHOICES)[number];

const DARK_QUERY = '(prefers-color-scheme: dark)';

export function isSchemeChoice(value: unknown): value is SchemeChoice {
  return SCHEME_CHOICES.some((choice) => choice === value);
}

export function useScheme(choice: SchemeChoice): Scheme {
  const systemIsDark = useSyncExternalStore(subscribe, isDark, () => false);
  if (choice !== 'auto') return choice;
  return systemIsDark ? 'dark' : 'light';
}

function isDark(): boolean {
  return window.matchMedia(DARK_QUERY).matches;
}

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(DARK_QUERY);
  query.addEventListener('change', listener);
  return () => {
    query.removeEventListener('change', listener);
  };
}
