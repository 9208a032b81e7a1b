import { grantIdSchema, participantIdSchema, requestIdSchema } from '@alongside/protocol';
import { initialCsrView } from '@alongside/session';
import type { Access, CsrView } from '@alongside/session';
import { createI18n } from '@alongside/ui';
import { describe, expect, it } from 'vitest';
import { sayingsOf } from './view-notices.ts';

const t = createI18n('en').getFixedT('en', 'texts');
const start = initialCsrView(participantIdSchema.parse('s'.repeat(22)));
const asked: Access = { kind: 'asked', requestId: requestIdSchema.parse('r'.repeat(22)), at: 0 };
const given: Access = {
  kind: 'given',
  grantId: grantIdSchema.parse('g'.repeat(22)),
  expiresAt: null,
  mouseOnly: false,
};

const having = (view: Access, control: Access = { kind: 'idle' }): CsrView => ({
  ...start,
  access: { ...start.access, 'view-desktop': view, 'control-desktop': control },
});
const said = (before: CsrView, after: CsrView): readonly string[] =>
  sayingsOf(before, after, 'Ann').map(({ text }) => text(t));

describe('what is said of a customer', () => {
  it('is the answer', () => {
    expect(said(having(asked), having(given))).toEqual(['Ann allowed it.']);
    expect(said(having(asked), having({ kind: 'refused', outcome: 'declined' }))).toEqual(['Ann declined.']);
  });

  it('is one sentence when picture and control end together', () => {
    expect(said(having(given, given), having({ kind: 'ended' }, { kind: 'ended' }))).toEqual([
      'Ann stopped sharing.',
    ]);
  });

  it('is nothing about what this person did', () => {
    expect(said(having({ kind: 'idle' }), having(asked))).toEqual([]);
    expect(said(having(asked), having({ kind: 'idle' }))).toEqual([]);
  });
});
