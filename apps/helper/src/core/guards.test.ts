/** Guards of the trusted side that others stand behind: each by itself, so that none can go unnoticed. */
import { encodeInput, NO_LIMITS, requestIdSchema, type PeerMessage } from '@alongside/protocol';
import { initialAuthority } from '@alongside/session';
import { expect, test } from 'vitest';
import { encodeSentInput } from '../contract/input-frame.ts';
import { createInputGate } from './input-gate.ts';
import { createPrompts } from './prompts.ts';
import { createSharedDisplay } from './shared-display.ts';
import { allow, ask, CSR, epochOf, joinAndMeet } from './testing/fake-csr.ts';
import { DISPLAY, FakeMachine, idOf } from './testing/fake-machine.ts';

const MOVE = { kind: 'move', seq: 1, at: { x: 0.5, y: 0.5 } } as const;
const noop = (): void => undefined;

test('a stranger’s frames do not even hold back the holder’s', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  await allow(machine, await ask(machine, 'control-desktop'));
  machine.ownWindow.covered = true;
  machine.done.length = 0;
  machine.send(idOf('x'), epochOf(machine), MOVE);
  machine.send(CSR, epochOf(machine) + 1, MOVE);
  expect(machine.done).toEqual([]);
  expect(machine.sharing?.paused).toBeNull();
});

test('what would reach our own window is not injected, whatever the authority says', () => {
  const done: string[] = [];
  const gate = createInputGate({
    mayInject: () => true,
    control: () => ({ holder: CSR, epoch: 1 }),
    ownWindows: { covers: () => true, hasFocus: () => true, onChange: () => noop },
    zones: { covers: () => false },
    onCovered: noop,
    isCovered: () => false,
    surface: () => ({ kind: 'display', display: DISPLAY }),
    input: { inject: ({ kind }) => void done.push(kind), stop: noop, watch: noop },
  });
  const utf8 = { encode: (text: string) => new TextEncoder().encode(text), decode: () => undefined };
  const commands = [MOVE, { kind: 'key', code: 'KeyA', down: true }] as const;
  for (const command of commands) {
    const verdict = gate(encodeSentInput(CSR, encodeInput({ epoch: 1, command }, utf8)));
    expect(verdict).toBe('own-window');
  }
  expect(done).toEqual([]);
});

test('an answer to another question, and a window that closes late, decide nothing', () => {
  const answers: string[] = [];
  const closings: (() => void)[] = [];
  const ports = {
    clock: { now: () => 5_000, after: () => noop },
    prompts: { show: (_prompt: unknown, onClosed: () => void) => void closings.push(onClosed), close: noop },
  };
  const prompts = createPrompts(ports, ({ answer }) => void answers.push(answer));
  const [first, second] = ['1', '2'].map((digit) => requestIdSchema.parse(digit.repeat(22)));
  if (first === undefined || second === undefined) throw new Error('two ids were made');
  for (const requestId of [first, second]) {
    prompts.show({
      requestId,
      capability: 'view-desktop',
      name: 'Mina',
      organisation: 'Muster Ltd',
      verified: false,
      words: [],
      wordsProved: false,
      expiresAt: 60_000,
      keyNames: 'other',
      takesFrom: null,
      keptDays: null,
      files: null,
    });
  }
  const late = { requestId: first, allowAll: false, limits: NO_LIMITS, window: null } as const;
  expect(prompts.answer({ ...late, answer: 'decline' })).toEqual({ ok: false, code: 'no-prompt' });
  closings[0]?.();
  expect(answers).toEqual([]);
  closings[1]?.();
  expect(answers).toEqual(['decline']);
});

test('a monitor that is not there cannot be chosen', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  await allow(machine, await ask(machine, 'view-desktop'));
  machine.done.length = 0;
  const raw = JSON.stringify({ type: 'screen.choose', display: 'not-there' });
  await machine.core.session['peer.message']({ peer: CSR, raw });
  expect(machine.done).toEqual([]);
});

test('which monitors there are is told to those who see the screen, and to nobody else', () => {
  const told: PeerMessage[] = [];
  const viewers = new Set<string>();
  const display = createSharedDisplay({
    displays: { list: () => [DISPLAY], onChange: () => noop },
    shell: { state: initialAuthority(), dispatch: noop, mayView: (peer) => viewers.has(peer) },
    send: (_to, message) => void told.push(message),
  });
  display.tell(CSR);
  expect(told).toEqual([]);
  viewers.add(CSR);
  display.tell(CSR);
  expect(told.map(({ type }) => type)).toEqual(['screen.displays']);
});

test('what was known of a peer ends with the session: the next one proves all anew', async () => {
  const machine = new FakeMachine();
  await joinAndMeet(machine);
  await machine.core.session['session.ended']();
  const { session } = machine.core;
  await session['session.joined']({
    session: 's1',
    self: idOf('s'),
    organisation: 'Muster Ltd',
    verified: true,
    name: 'Mina',
  });
  await session['peer.present']({ peer: CSR, name: 'Mina', role: 'lead-csr', keys: 'keys' });
  machine.done.length = 0;
  await ask(machine, 'control-desktop');
  expect(machine.done).not.toContain('prompt control-desktop');
  const outcomes = machine.told.flatMap(({ message }) =>
    message.type === 'consent.answer' ? [message.outcome] : [],
  );
  expect(outcomes).toEqual(['not-trusted']);
});
