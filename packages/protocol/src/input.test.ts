import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeInput,
  encodeInput,
  MAX_INPUT_FRAME_BYTES,
  MAX_TEXT_BYTES,
  type InputCommand,
  type InputFrame,
  type TextCodec,
} from './input.ts';
import { KEY_CODES } from './key-codes.ts';

const utf8: TextCodec = {
  encode: (text) =>
    Uint8Array.from(encodeURIComponent(text).match(/%..|./g) ?? [], (unit) =>
      unit.length === 1 ? unit.charCodeAt(0) : Number.parseInt(unit.slice(1), 16),
    ),
  decode: (bytes) => {
    const hex = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`);
    try {
      return decodeURIComponent(hex.join(''));
    } catch {
      return undefined;
    }
  },
};

// What the wire can say: fractions in steps of 1/65535.
const fraction = fc.nat({ max: 65_535 }).map((steps) => steps / 65_535);
const at = fc.record({ x: fraction, y: fraction });
const i16 = fc.integer({ min: -32_768, max: 32_767 });
const u32 = fc.nat({ max: 2 ** 32 - 1 });
const command: fc.Arbitrary<InputCommand> = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), seq: u32, at }),
  fc.record({
    kind: fc.constant('button' as const),
    button: fc.constantFrom('left' as const, 'middle' as const, 'right' as const),
    down: fc.boolean(),
    at,
  }),
  fc.record({ kind: fc.constant('wheel' as const), dx: i16, dy: i16, at }),
  fc.record({ kind: fc.constant('key' as const), code: fc.constantFrom(...KEY_CODES), down: fc.boolean() }),
  fc.record({
    kind: fc.constant('text' as const),
    text: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((text) => !text.includes('\0') && utf8.encode(text).length <= MAX_TEXT_BYTES),
  }),
  fc.constant({ kind: 'release-all' as const }),
);
const frame: fc.Arbitrary<InputFrame> = fc.record({ epoch: u32, command });

test('whatever a CSR does comes out as it went in', () => {
  fc.assert(
    fc.property(frame, (sent) => {
      expect(decodeInput(encodeInput(sent, utf8), utf8)).toEqual({ ok: true, value: sent });
    }),
    { numRuns: 2_000 },
  );
});

test('a frame inside a larger buffer is read from where it begins', () => {
  const sent: InputFrame = { epoch: 9, command: { kind: 'key', code: 'KeyA', down: true } };
  const bytes = encodeInput(sent, utf8);
  const larger = new Uint8Array(bytes.length + 20).fill(255);
  larger.set(bytes, 7);
  expect(decodeInput(larger.subarray(7, 7 + bytes.length), utf8)).toEqual({ ok: true, value: sent });
});

test('every shortened or lengthened frame is refused, unless text is still text', () => {
  fc.assert(
    fc.property(frame, (sent) => {
      const bytes = encodeInput(sent, utf8);
      for (let length = 0; length < bytes.length; length += 1) {
        const decoded = decodeInput(bytes.subarray(0, length), utf8);
        expect(decoded.ok && decoded.value.command.kind !== 'text').toBe(false);
      }
      const longer = decodeInput(Uint8Array.of(...bytes, 0), utf8);
      expect(longer).toEqual({ ok: false, code: 'bad-frame' });
    }),
    { numRuns: 300 },
  );
});

test('every single flipped bit gives a refusal or a command that could have been sent', () => {
  fc.assert(
    fc.property(frame, (sent) => {
      const bytes = encodeInput(sent, utf8);
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Uint8Array.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const decoded = decodeInput(flipped, utf8);
        if (decoded.ok) expect(encodeInput(decoded.value, utf8)).toEqual(flipped);
      }
    }),
    { numRuns: 100 },
  );
});

test('random bytes are refused or are exactly one command', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: MAX_INPUT_FRAME_BYTES + 10 }), (bytes) => {
      const decoded = decodeInput(bytes, utf8);
      if (decoded.ok) expect(encodeInput(decoded.value, utf8)).toEqual(bytes);
    }),
    { numRuns: 5_000 },
  );
});

test.each([
  ['no text', ''],
  ['text with a NUL', 'a\0b'],
  ['too much text', 'x'.repeat(MAX_TEXT_BYTES + 1)],
])('%s is refused', (_what, text) => {
  const bytes = encodeInput({ epoch: 1, command: { kind: 'text', text } }, utf8);
  expect(decodeInput(bytes, utf8)).toEqual({ ok: false, code: 'bad-frame' });
});

test('bytes that are no UTF-8 are refused', () => {
  expect(decodeInput(Uint8Array.of(5, 0, 0, 0, 1, 0xc3), utf8).ok).toBe(false);
});

test('a point outside the surface is sent as its nearest edge', () => {
  const bytes = encodeInput(
    { epoch: 0, command: { kind: 'button', button: 'left', down: true, at: { x: -3, y: 7 } } },
    utf8,
  );
  expect(decodeInput(bytes, utf8)).toMatchObject({ ok: true, value: { command: { at: { x: 0, y: 1 } } } });
});

test('the number of a key never changes: the list is only ever appended to', () => {
  expect(KEY_CODES.indexOf('Escape')).toBe(0);
  expect(KEY_CODES.indexOf('KeyA')).toBe(42);
  expect(KEY_CODES.indexOf('ControlRight')).toBe(74);
  expect(KEY_CODES.indexOf('Open')).toBe(KEY_CODES.length - 1);
  expect(new Set(KEY_CODES).size).toBe(KEY_CODES.length);
  for (const code of ['Power', 'Sleep', 'WakeUp', 'Eject']) expect(KEY_CODES).not.toContain(code);
});
