import { decodeInput, participantIdSchema } from '@alongside/protocol';
import type { InputFrame, TextCodec } from '@alongside/protocol';
import { grantIdSchema } from '@alongside/protocol';
import { initialCsrView } from '@alongside/session';
import type { CsrView } from '@alongside/session';
import { createStore } from '../store/store.ts';
import { expect, it } from 'vitest';
import type { MachineViews } from './asked-machines.ts';
import { createInputSender } from './input-sender.ts';

const self = participantIdSchema.parse('s'.repeat(22));
const customer = participantIdSchema.parse('c'.repeat(22));
const grantId = grantIdSchema.parse('g'.repeat(22));
const utf8: TextCodec = {
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => new TextDecoder().decode(bytes),
};
const controlled: CsrView = {
  ...initialCsrView(self),
  access: {
    ...initialCsrView(self).access,
    'control-desktop': { kind: 'given', grantId, expiresAt: null, mouseOnly: false },
  },
  control: { holder: self, epoch: 7, paused: null },
};

function desk(view: CsrView) {
  const store = createStore<MachineViews>(new Map([[customer, view]]));
  const sent: { readonly channel: 'input' | 'pointer'; readonly frame: InputFrame }[] = [];
  const take = (channel: 'input' | 'pointer') => (_to: unknown, bytes: Uint8Array) => {
    const decoded = decodeInput(bytes, utf8);
    if (decoded.ok) sent.push({ channel, frame: decoded.value });
  };
  const link = { sendInput: take('input'), sendPointer: take('pointer') };
  return {
    store,
    sent,
    sender: createInputSender({ link, machines: { store }, person: customer, beforePaste: () => null }),
  };
}

it('states the epoch in force, moves on the channel where the newest wins, the rest in order', () => {
  const { sender, sent, store } = desk(controlled);
  sender.move({ x: 0, y: 1 });
  sender.move({ x: 1, y: 0 });
  store.set(new Map([[customer, { ...controlled, control: { ...controlled.control, epoch: 8 } }]]));
  sender.send([{ kind: 'text', text: '한' }]);
  expect(sent).toMatchObject([
    { channel: 'pointer', frame: { epoch: 7, command: { kind: 'move', seq: 1 } } },
    { channel: 'pointer', frame: { epoch: 7, command: { kind: 'move', seq: 2 } } },
    { channel: 'input', frame: { epoch: 8, command: { kind: 'text', text: '한' } } },
  ]);
});

it('sends nothing without control, while it is held back, or to somebody who is gone', () => {
  const { sender, sent, store } = desk(initialCsrView(self));
  const everything = (): void => {
    sender.move({ x: 0, y: 0 });
    sender.button('left', true, { x: 0, y: 0 });
    sender.send([{ kind: 'key', code: 'KeyA', down: true }]);
  };
  everything();
  store.set(new Map([[customer, { ...controlled, control: { ...controlled.control, paused: 'prompt' } }]]));
  everything();
  store.set(new Map());
  everything();
  expect(sent).toEqual([]);
});
