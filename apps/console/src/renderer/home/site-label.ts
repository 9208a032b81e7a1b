/** A site's own words are shown as they are; those that every new site has are said in the person's language. */

import { DEFAULT_SITE } from '@alongside/protocol';
import type { Translate } from '@alongside/ui';

const DEFAULTS = [...DEFAULT_SITE.sessionTypes, ...DEFAULT_SITE.trackingCodes];
const KEYS = ['remote-support', 'training', 'ticket', 'product'] as const;

/** As the relay names a session: its type's label and four digits. */
const NUMBER = /^ [0-9A-F]{4}$/;

export function siteLabel(t: Translate, item: { readonly id: string; readonly label: string }): string {
  const isDefault = DEFAULTS.some(({ id, label }) => id === item.id && label === item.label);
  const key = KEYS.find((known) => known === item.id);
  return isDefault && key !== undefined ? t(`site.${key}`) : item.label;
}

/** A session's name with its type in the person's language; of a site's own type as the relay has written it. */
export function sessionName(
  t: Translate,
  session: { readonly name: string; readonly sessionType: string },
): string {
  const type = DEFAULT_SITE.sessionTypes.find(({ id }) => id === session.sessionType);
  if (type === undefined || !session.name.startsWith(type.label)) return session.name;
  const rest = session.name.slice(type.label.length);
  if (!NUMBER.test(rest)) return session.name;
  return t('site.sessionName', { type: siteLabel(t, type), number: rest.trim() });
}
