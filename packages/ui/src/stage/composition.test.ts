import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepComposition } from './composition.ts';
import type { Composition, CompositionEvent } from './composition.ts';

/** What a field does: it holds the text, and the machine empties it. */
class Field {
  value = '';
  state: Composition = 'idle';
  sent = '';
  resets = 0;
  #shown = '';

  compose(shown: string): void {
    if (this.state === 'idle') this.take({ type: 'start' });
    this.value = this.value.slice(0, this.value.length - this.#shown.length) + shown;
    this.#shown = shown;
    this.take({ type: 'input', composing: true, value: this.value });
  }

  end(): void {
    this.#shown = '';
    this.take({ type: 'end', value: this.value });
  }

  insert(text: string): void {
    this.value += text;
    this.take({ type: 'input', composing: false, value: this.value });
  }

  cut(): void {
    this.take({ type: 'cut', value: this.value });
    this.#shown = '';
  }

  take(event: CompositionEvent): void {
    const { state, text, reset } = stepComposition(this.state, event);
    this.state = state;
    if (reset) this.resets += 1;
    if (text === null) return;
    this.sent += text;
    this.value = '';
  }
}

describe('a composition', () => {
  it.each([
    { does: 'one syllable, finished', steps: ['ㅎ', '하', '한', 'end'], sent: '한' },
    { does: 'a final consonant that moves on', steps: ['하', '한', '하', 'end', '나', 'end'], sent: '하나' },
    { does: 'Backspace inside it', steps: ['ㅎ', '하', '한', '하', 'ㅎ', '호', 'end'], sent: '호' },
    { does: 'all of it taken back', steps: ['ㅎ', '', 'end'], sent: '' },
    { does: 'a click in the middle', steps: ['ㅎ', '하', 'cut', 'end'], sent: '하' },
    { does: 'a click, then more', steps: ['하', 'cut', 'end', '나', 'end'], sent: '하나' },
    { does: 'a click with nothing there', steps: ['cut'], sent: '' },
    { does: 'not finished', steps: ['ㅎ', '하'], sent: '' },
  ])('sends $sent for $does', ({ steps, sent }) => {
    const field = new Field();
    for (const step of steps) {
      if (step === 'end') field.end();
      else if (step === 'cut') field.cut();
      else field.compose(step);
    }
    expect(field.sent).toBe(sent);
  });

  it('is reset only by a cut in the middle', () => {
    const field = new Field();
    field.cut();
    field.compose('하');
    field.end();
    expect(field.resets).toBe(0);
    field.compose('나');
    field.cut();
    expect(field.resets).toBe(1);
  });

  it('sends each syllable exactly once and no part of one, however it ends', () => {
    const word = fc.record({
      parts: fc.array(fc.constantFrom('ㅎ', '하', 'ㅏ', ''), { maxLength: 4 }),
      whole: fc.constantFrom('한', '글', '닭', '가'),
      by: fc.constantFrom('end', 'cut', 'insert'),
    });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const field = new Field();
        for (const { parts, whole, by } of words) {
          if (by === 'insert') {
            field.insert(whole);
            continue;
          }
          for (const part of [...parts, whole]) field.compose(part);
          if (by === 'cut') field.cut();
          field.end();
        }
        expect(field.sent).toBe(words.map(({ whole }) => whole).join(''));
        expect(field.value).toBe('');
      }),
    );
  });
});
