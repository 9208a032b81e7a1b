/** Direct or relayed, and how far: a dot, a word, a figure. Never colour alone. */

import { Tooltip } from '@mantine/core';
import { useTexts } from '../provider/ui-choices.ts';
import type { Translate } from '../i18n/i18n.ts';
import classes from './connection-badge.module.css';

export type ConnectionKind = 'connecting' | 'direct' | 'relayed' | 'reconnecting' | 'lost';

type ConnectionBadgeProps = { readonly kind: ConnectionKind; readonly rttMs?: number | undefined };

type Look = { readonly tone: 'good' | 'fair' | 'busy' | 'bad'; readonly text: (t: Translate) => string };

const LOOKS: Readonly<Record<ConnectionKind, Look>> = {
  connecting: { tone: 'busy', text: (t) => t('connection.connecting') },
  direct: { tone: 'good', text: (t) => t('connection.direct') },
  relayed: { tone: 'fair', text: (t) => t('connection.relayed') },
  reconnecting: { tone: 'busy', text: (t) => t('connection.reconnecting') },
  lost: { tone: 'bad', text: (t) => t('connection.lost') },
};

const hintOf = (t: Translate, kind: ConnectionKind): string | undefined =>
  kind === 'direct'
    ? t('connection.directHint')
    : kind === 'relayed'
      ? t('connection.relayedHint')
      : undefined;

export function ConnectionBadge({ kind, rttMs }: ConnectionBadgeProps) {
  const t = useTexts();
  const { tone, text } = LOOKS[kind];
  const hint = hintOf(t, kind);
  const measured = (kind === 'direct' || kind === 'relayed') && rttMs !== undefined;
  const badge = (
    <span className={classes.badge} role="status" aria-label={t('connection.badge', { state: text(t) })}>
      <span className={classes.dot} data-tone={tone} />
      {text(t)}
      {measured && <span className={classes.rtt}>{t('connection.rtt', { ms: Math.round(rttMs) })}</span>}
    </span>
  );
  return hint === undefined ? badge : <Tooltip label={hint}>{badge}</Tooltip>;
}
