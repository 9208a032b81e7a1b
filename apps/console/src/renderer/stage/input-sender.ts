/** Puts commands on the wire for one customer's machine, and drops what it would drop: it states the epoch. */

import { encodeInput } from '@alongside/protocol';
import type { InputCommand, MouseButton, ParticipantId, SurfacePoint, TextCodec } from '@alongside/protocol';
import { inputEpoch } from '@alongside/session';
import type { Link } from '@alongside/rtc';
import type { Customers } from '../remote-control/customers.ts';

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
  readonly link: Pick<Link, 'sendInput' | 'sendPointer'>;
  readonly customers: Pick<Customers, 'store'>;
  readonly customer: ParticipantId;
};

/** The number is one on the wire of 32 bits; a session of years would not fill it. */
const FIRST_SEQ = 1;

export function createInputSender({ link, customers, customer }: InputSenderOptions): InputSender {
  let seq = FIRST_SEQ;
  const epochNow = (): number | null => {
    const view = customers.store.get().get(customer);
    return view === undefined ? null : inputEpoch(view);
  };
  const send = (commands: readonly InputCommand[]): void => {
    const epoch = epochNow();
    if (epoch === null) return;
    for (const command of commands) link.sendInput(customer, encodeInput({ epoch, command }, UTF8));
  };
  return {
    send,
    move(at) {
      const epoch = epochNow();
      if (epoch === null) return;
      const command: InputCommand = { kind: 'move', seq, at };
      seq += 1;
      link.sendPointer(customer, encodeInput({ epoch, command }, UTF8));
    },
    button(button, down, at) {
      send([{ kind: 'button', button, down, at }]);
    },
  };
}
