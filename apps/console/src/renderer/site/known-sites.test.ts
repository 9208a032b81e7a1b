import type { SignedConfig } from '@alongside/protocol';
import { expect, it } from 'vitest';
import { choicesSchema, MAX_KNOWN_SITES } from '../../contract.ts';
import { pinnedOf, withPinned } from './known-sites.ts';

const configOf = (text: string): SignedConfig => {
  return {
    format: 'alongside-site-config/1',
    key: '0'.repeat(64),
    signature: 'A'.repeat(86),
    config: `{"v":"${text}"}`,
  };
};

it('keeps one config for each relay, the last one', () => {
  const first = withPinned(undefined, 'https://a.example', configOf('1'));
  const both = withPinned(first, 'https://b.example', configOf('2'));
  const next = withPinned(both, 'https://a.example', configOf('3'));
  expect(pinnedOf(next, 'https://a.example')).toEqual(configOf('3'));
  expect(pinnedOf(next, 'https://b.example')).toEqual(configOf('2'));
  expect(pinnedOf(next, 'https://c.example')).toBeNull();
  expect(pinnedOf(undefined, 'https://a.example')).toBeNull();
});

it('never grows beyond what may be kept', () => {
  let sites = withPinned(undefined, 'https://0.example', configOf('0'));
  for (let n = 1; n < 30; n += 1) sites = withPinned(sites, `https://${n}.example`, configOf(`${n}`));
  expect(sites).toHaveLength(MAX_KNOWN_SITES);
  expect(choicesSchema.safeParse({ sites }).success).toBe(true);
  expect(pinnedOf(sites, 'https://29.example')).toEqual(configOf('29'));
});
