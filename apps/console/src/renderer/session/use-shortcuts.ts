/** The window's shortcuts. While the stage has the keyboard they are the customer's keys and never come here. */

import { useEffect } from 'react';
import { commandFor } from './commands.ts';
import type { Command } from './commands.ts';

/** @param active false while a dialog is open: its keys are its own */
export function useShortcuts(commands: readonly Command[], active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const id = commandFor(event);
      const command = commands.find((candidate) => candidate.id === id);
      if (command === undefined) return;
      event.preventDefault();
      if (command.enabled) command.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [commands, active]);
}
