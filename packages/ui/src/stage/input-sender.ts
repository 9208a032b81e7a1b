/** Puts commands on the wire for one machine, and drops what it would drop: it states the epoch. */

import { encodeInput } from '@alongside/protocol';
import type { InputCommand, MouseButton, ParticipantId, SurfacePoint, TextCodec } from '@alongside/protocol';
import { controlAccess, inputEpoch } from '@alongside/session';
import type { CsrView } from '@alongside/session';
import { PasteGate } from './paste-gate.ts';
import type { AskedMachines } from './asked-machines.ts';

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder('utf-8', { fatal: true });

const UTF8: TextCodec = {
  encode: (text) => ENCODER.encode(text),
  decode: (bytes) => {
    try {
      return DECODER.decode(bytes);
    } catch {
      return undefined;
    }
  },
};

export type InputSender = {
  readonly send: (commands: readonly InputCommand[]) => void;
  /** Newest wins on the way; a button says its own place. */
  readonly move: (at: SurfacePoint) => void;
  readonly button: (button: MouseButton, down: boolean, at: SurfacePoint) => void;
};

type InputSenderOptions = {
  readonly link: {
    readonly sendInput: (to: ParticipantId, bytes: Uint8Array) => void;
    readonly sendPointer: (to: ParticipantId, bytes: Uint8Array) => void;
  };
  readonly machines: Pick<AskedMachines, 'store'>;
  /** Whose machine it is. */
  readonly person: ParticipantId;
  /** Resolves when what was copied here can be pasted there; null where nothing is to be waited for. */
  readonly beforePaste: () => Promise<void> | null;
};

/** The number is one on the wire of 32 bits; a session of years would not fill it. */
const FIRST_SEQ = 1;

export function createInputSender({ link, machines, person, beforePaste }: InputSenderOptions): InputSender {
  let seq = FIRST_SEQ;
  const epochNow = (): number | null => {
    const view = machines.store.get().get(person);
    return view === undefined ? null : inputEpoch(view);
  };
  const pass = (commands: readonly InputCommand[]): void => {
    const epoch = epochNow();
    if (epoch === null) return;
    for (const command of commands.filter((one) => isUseful(one, machines.store.get().get(person))))
      link.sendInput(person, encodeInput({ epoch, command }, UTF8));
  };
  const gate = new PasteGate({ pass, beforePaste });
  const send = (commands: readonly InputCommand[]): void => {
    gate.send(commands);
  };
  return {
    send,
    move(at) {
      const epoch = epochNow();
      if (epoch === null) return;
      const command: InputCommand = { kind: 'move', seq, at };
      seq += 1;
      link.sendPointer(person, encodeInput({ epoch, command }, UTF8));
    },
    button(button, down, at) {
      send([{ kind: 'button', button, down, at }]);
    },
  };
}

/** Where the customer has left us the mouse only, keys would be dropped over there. */
function isUseful({ kind }: InputCommand, view: CsrView | undefined): boolean {
  const isKey = kind === 'key' || kind === 'text';
  return !isKey || (view !== undefined && controlAccess(view)?.mouseOnly === false);
}
