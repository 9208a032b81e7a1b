import { createI18n } from '@alongside/ui';
import { DEFAULT_SITE } from '@alongside/protocol';
import { expect, it } from 'vitest';
import { siteLabel } from './site-label.ts';

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
