import { describe, expect, it } from 'vitest';
import { participantIdSchema } from '@alongside/protocol';
import { chatRecipients, isSendKey, recipientOf } from './chat-input.ts';
import type { ChatPerson } from './chat-types.ts';

const id = (letter: string) => participantIdSchema.parse(letter.repeat(22));
const customer: ChatPerson = { id: id('c'), name: 'Ann', role: 'primary-customer', present: true };
const colleague: ChatPerson = { id: id('k'), name: 'Bo', role: 'assisting-csr', present: true };
const enter = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 };

describe('chatRecipients', () => {
  it('names only everyone while nobody is there', () => {
    expect(chatRecipients([], true)).toEqual(['everyone']);
    expect(chatRecipients([{ ...customer, present: false }], true)).toEqual(['everyone']);
  });

  it('offers the representatives as a group only when there is another', () => {
    expect(chatRecipients([customer], true)).toEqual(['everyone', customer.id]);
    expect(chatRecipients([customer, colleague], true)).toEqual([
      'everyone',
      'csrs',
      customer.id,
      colleague.id,
    ]);
    expect(chatRecipients([customer, colleague], false)).not.toContain('csrs');
  });
});

it('recipientOf takes only what was offered', () => {
  expect(recipientOf(['everyone'], 'csrs')).toBeUndefined();
  expect(recipientOf(['everyone', 'csrs'], 'csrs')).toBe('csrs');
});

describe('isSendKey', () => {
  it('is Enter alone', () => {
    expect(isSendKey(enter)).toBe(true);
    expect(isSendKey({ ...enter, shiftKey: true })).toBe(false);
    expect(isSendKey({ ...enter, key: 'a' })).toBe(false);
  });

  it('is not the Enter that ends a Korean syllable', () => {
    expect(isSendKey({ ...enter, isComposing: true })).toBe(false);
    expect(isSendKey({ ...enter, keyCode: 229 })).toBe(false);
  });
});
