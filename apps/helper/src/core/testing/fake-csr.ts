/** A CSR for tests of the core: comes, asks, and works, as a session window would report it. */
import {
  NO_LIMITS,
  requestIdSchema,
  type Capability,
  type Limits,
  type ParticipantId,
  type RequestId,
} from '@alongside/protocol';
import { idOf, type FakeMachine } from './fake-machine.ts';

export const CSR = idOf('c');
const WORDS = [1, 2, 3, 4];

export async function joinAndMeet(machine: FakeMachine, csr: ParticipantId = CSR): Promise<void> {
  const { session } = machine.core;
  await session['session.joined']({
    session: 's1',
    self: idOf('s'),
    organisation: 'Muster Ltd',
    verified: true,
    name: 'Mina',
  });
  await session['peer.present']({ peer: csr, name: 'Mina', role: 'lead-csr', keys: 'keys' });
  await session['peer.trust']({ peer: csr, level: 'link-proved', words: WORDS });
}

let requests = 0;

export async function ask(
  machine: FakeMachine,
  capability: Capability,
  from: ParticipantId = CSR,
): Promise<RequestId> {
  const requestId = requestIdSchema.parse(`r${requests++}`.padEnd(22, '_'));
  const raw = JSON.stringify({ type: 'consent.request', requestId, capability });
  await machine.core.session['peer.message']({ peer: from, raw });
  return requestId;
}

type Allowing = { readonly allowAll: boolean; readonly limits: Limits; readonly window: string | null };

/** Reads the prompt, waits as long as a person must, and allows. */
export async function allow(
  machine: FakeMachine,
  requestId: RequestId,
  { allowAll = false, limits = NO_LIMITS, window = null }: Partial<Allowing> = {},
): Promise<unknown> {
  await machine.core.consent['prompt.get']();
  machine.wait(900);
  return machine.core.consent['prompt.answer']({ requestId, answer: 'allow', allowAll, limits, window });
}

export function epochOf(machine: FakeMachine): number {
  const last = machine.told.findLast(({ message }) => message.type === 'grants.changed')?.message;
  return last?.type === 'grants.changed' ? last.control.epoch : -1;
}
