/** The keyboard of the stage, while control is ours. */

import { useEffect } from 'react';
import type { RefObject } from 'react';
import { attachKeyboard } from './attach-keyboard.ts';
import type { InputSender } from './input-sender.ts';

type StageKeyboard = {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly sender: InputSender;
  readonly active: boolean;
  /** Why nothing is taken over there now; another one lets go of everything and begins anew. */
  readonly pause: string;
  /** The person asked for the keyboard back. */
  readonly onLeave: () => void;
};

export function useStageKeyboard({ field, sender, active, pause, onLeave }: StageKeyboard): void {
  useEffect(() => {
    const element = field.current;
    if (element === null || !active) return;
    return attachKeyboard(element, { sender, onLeave });
  }, [field, sender, active, pause, onLeave]);
}
