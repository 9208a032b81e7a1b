/** The keyboard of the stage, while control is ours. */

import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { attachKeyboard } from './attach-keyboard.ts';
import type { AttachedKeyboard } from './attach-keyboard.ts';
import type { InputSender } from './input-sender.ts';

type StageKeyboard = {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly sender: InputSender;
  readonly active: boolean;
  /** Why nothing is taken over there now; another one lets go of everything. */
  readonly pause: string;
  /** The person asked for the keyboard back. */
  readonly onLeave: () => void;
};

export function useStageKeyboard({ field, sender, active, pause, onLeave }: StageKeyboard): void {
  const keyboard = useRef<AttachedKeyboard>(null);
  useEffect(() => {
    const element = field.current;
    if (element === null || !active) return;
    const attached = attachKeyboard(element, { sender, onLeave });
    keyboard.current = attached;
    return () => {
      keyboard.current = null;
      attached.detach();
    };
  }, [field, sender, active, onLeave]);
  useEffect(() => {
    keyboard.current?.letGo();
  }, [pause]);
}
