import type { InputCommand, KeyCode } from '@alongside/protocol';
import { describe, expect, it } from 'vitest';
import { PasteGate } from './paste-gate.ts';

const key = (code: KeyCode, down = true): InputCommand => ({ kind: 'key', code, down });
const codes = (commands: readonly InputCommand[]): readonly string[] =>
  commands.map((command) =>
    command.kind === 'key' ? `${command.code}${command.down ? '↓' : '↑'}` : command.kind,
  );

function setUp() {
  const passed: InputCommand[] = [];
  let ready = (): void => undefined;
  let asked = 0;
  const gate = new PasteGate({
    pass: (commands) => passed.push(...commands),
    beforePaste: () => {
      asked += 1;
      return new Promise((resolve) => {
        ready = resolve;
      });
    },
  });
  const settle = async (): Promise<void> => {
    ready();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { gate, passed, settle, asked: () => asked };
}

describe('PasteGate', () => {
  it.each([
    ['ControlLeft', 'KeyV'],
    ['MetaRight', 'KeyV'],
    ['ShiftLeft', 'Insert'],
  ] as const)('holds %s + %s back, and what is pressed behind it, in order', async (modifier, paste) => {
    const { gate, passed, settle } = setUp();
    gate.send([key(modifier), key(paste)]);
    gate.send([key(paste, false), key(modifier, false), { kind: 'text', text: '안' }]);
    expect(codes(passed)).toEqual([`${modifier}↓`]);
    await settle();
    expect(codes(passed)).toEqual([`${modifier}↓`, `${paste}↓`, `${paste}↑`, `${modifier}↑`, 'text']);
  });

  it('does not hold anything else back', () => {
    const { gate, passed, asked } = setUp();
    gate.send([key('KeyV'), key('KeyV', false), key('ControlLeft'), key('KeyC'), key('ControlLeft', false)]);
    gate.send([key('KeyV'), key('ShiftLeft'), key('KeyV'), { kind: 'text', text: 'v' }]);
    expect(passed).toHaveLength(9);
    expect(asked()).toBe(0);
  });

  it('drops what waits when everything is let go of', async () => {
    const { gate, passed, settle } = setUp();
    gate.send([key('ControlLeft'), key('KeyV')]);
    gate.send([{ kind: 'release-all' }]);
    await settle();
    expect(codes(passed)).toEqual(['ControlLeft↓', 'release-all']);
  });
});
