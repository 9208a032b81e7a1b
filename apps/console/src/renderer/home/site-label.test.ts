import { createI18n } from '@alongside/ui';
import { DEFAULT_SITE } from '@alongside/protocol';
import { expect, it } from 'vitest';
import { sessionName, siteLabel } from './site-label.ts';

const en = createI18n('en').getFixedT('en', 'texts');
const ko = createI18n('ko').getFixedT('ko', 'texts');

it('says what every new site has in the language of the reader', () => {
  for (const item of [...DEFAULT_SITE.sessionTypes, ...DEFAULT_SITE.trackingCodes]) {
    expect(siteLabel(ko, item)).toMatch(/[가-힣]/);
  }
});

it("leaves a site's own words alone", () => {
  expect(siteLabel(ko, { id: 'ticket', label: 'Case no.' })).toBe('Case no.');
  expect(siteLabel(ko, { id: 'toString', label: 'toString' })).toBe('toString');
});

it('names a session in the language of the reader', () => {
  const session = { name: 'Remote support 4F2A', sessionType: 'remote-support' };
  expect(sessionName(ko, session)).toBe('원격 지원 4F2A');
  expect(sessionName(en, session)).toBe('Remote support 4F2A');
});

it("leaves the name of a session of a site's own type alone", () => {
  for (const session of [
    { name: 'Repair 4F2A', sessionType: 'repair' },
    { name: 'Repair 4F2A', sessionType: 'remote-support' },
    { name: 'Remote support at home 4F2A', sessionType: 'remote-support' },
  ]) {
    expect(sessionName(ko, session)).toBe(session.name);
  }
});
