import { describe, expect, it } from 'vitest';
import { linkify } from './linkify.ts';

const links = (text: string): readonly string[] =>
  linkify(text)
    .filter((part) => part.kind === 'link')
    .map((part) => part.text);

describe('linkify', () => {
  it('loses no character', () => {
    const text = 'See https://a.example/x?y=1, then (https://b.example). 끝';
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
    expect(links(text)).toEqual(['https://a.example/x?y=1', 'https://b.example']);
  });

  it.each([
    'javascript:alert(1)',
    'http://plain.example',
    'file:///etc/passwd',
    'https://',
    'https://bank.example@evil.example/',
    '<a href="https:">x</a>',
  ])('leaves %j as text', (text) => {
    expect(links(text)).toEqual([]);
  });

  it('stops an address at markup', () => {
    expect(links('<b>https://a.example/<script>')).toEqual(['https://a.example/']);
  });
});
