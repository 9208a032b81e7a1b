/** What this computer can't do for the one who helps, and the remedy, before anybody waits for it. */
import type { CaptureProblem, InputProblem } from '@alongside/protocol';
import { useTexts, type Translate } from '@alongside/ui';
import { IconDeviceDesktopOff, IconPointerOff } from '@tabler/icons-react';
import type { Machine } from '@alongside/protocol';
import { Note } from '../look/note.tsx';

const CAPTURE: Readonly<Record<CaptureProblem, (t: Translate) => string>> = {
  'no-display': (t) => t('helper.captureNoDisplay'),
  'not-permitted': (t) => t('helper.captureNotPermitted'),
  unsupported: (t) => t('helper.captureUnsupported'),
};

const INPUT: Readonly<Record<InputProblem, (t: Translate) => string>> = {
  'no-display': (t) => t('helper.inputNoDisplay'),
  wayland: (t) => t('helper.inputWayland'),
  'not-permitted': (t) => t('helper.inputNotPermitted'),
  unsupported: (t) => t('helper.inputUnsupported'),
};

export function MachineNotes({ machine }: { readonly machine: Machine }) {
  const t = useTexts();
  const { captureProblem, inputProblem } = machine;
  return (
    <>
      {captureProblem !== null && (
        <Note tone="plain" icon={<IconDeviceDesktopOff size={20} stroke={1.75} />}>
          {CAPTURE[captureProblem](t)}
        </Note>
      )}
      {inputProblem !== null && captureProblem !== 'no-display' && (
        <Note tone="plain" icon={<IconPointerOff size={20} stroke={1.75} />}>
          {INPUT[inputProblem](t)}
        </Note>
      )}
    </>
  );
}
