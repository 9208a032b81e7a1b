/** What a dialog was about goes on being shown while it fades out. */

import { useState } from 'react';

/** The value, or while there is none the one before; null until there was any. */
export function useLast<T>(value: T | null): T | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}
