import { expect, it } from 'vitest';
import { MAX_TEXT_BYTES } from '@alongside/protocol';
import { textCommands } from './text-commands.ts';

const texts = (text: string): readonly string[] =>
  textCommands(text).map((command) => (command.kind === 'text' ? command.text : command.kind));

it('cuts long text into frames without cutting a character', () => {
  const family = '👨‍👩‍👧‍👦';
  const parts = texts(family.repeat(100));
  expect(parts.join('')).toBe(family.repeat(100));
  for (const part of parts) {
    expect(new TextEncoder().encode(part).length).toBeLessThanOrEqual(MAX_TEXT_BYTES);
    expect(part.startsWith('👨')).toBe(true);
  }
});

it('drops what is no text', () => {
  expect(texts('a\0b')).toEqual(['ab']);
  expect(texts('')).toEqual([]);
  expect(texts(`x${'\u0301'.repeat(2_000)}`)).toEqual([]);
});
