/** A site's own words are shown as they are; those that every new site has are said in the person's language. */

import { DEFAULT_SITE } from '@alongside/protocol';
import type { Translate } from '@alongside/ui';

const DEFAULTS = [...DEFAULT_SITE.sessionTypes, ...DEFAULT_SITE.trackingCodes];
const KEYS = ['remote-support', 'training', 'ticket', 'product'] as const;

export function siteLabel(t: Translate, item: { readonly id: string; readonly label: string }): string {
  const isDefault = DEFAULTS.some(({ id, label }) => id === item.id && label === item.label);
  const key = KEYS.find((known) => known === item.id);
  return isDefault && key !== undefined ? t(`site.${key}`) : item.label;
}
