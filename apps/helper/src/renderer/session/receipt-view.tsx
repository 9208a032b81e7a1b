/** The receipt in plain words: who, when, how long, what was allowed and how each of it ended. */
import type { GrantEnding } from '@alongside/protocol';
import {
  formatDateTime,
  formatDuration,
  formatTime,
  useTexts,
  useUiChoices,
  type Lang,
  type Translate,
} from '@alongside/ui';
import type { Receipt } from '../../contract/receipt-view.ts';
import { VerifiedMark } from '../look/verified-mark.tsx';
import classes from './ended-screen.module.css';

type Allowed = Receipt['allowed'][number];

export function ReceiptView({ receipt }: { readonly receipt: Receipt }) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const { organisation, verified, helpers, startedAt, endedAt, allowed, declined } = receipt;
  const lasted = (endedAt ?? startedAt) - startedAt;
  return (
    <section className={classes.receipt} aria-labelledby="receipt">
      <h2 className={classes.receiptTitle} id="receipt">
        {t('grants.receiptTitle')}
      </h2>
      <dl className={classes.facts}>
        <dt>{t('grants.receiptWho')}</dt>
        <dd>
          {helpers.length === 0
            ? organisation
            : helpers.map((name) => t('helper.from', { name, organisation })).join(', ')}
          <br />
          <VerifiedMark verified={verified} />
        </dd>
        <dt>{t('grants.receiptWhen')}</dt>
        <dd>{formatDateTime(lang, startedAt)}</dd>
        <dt>{t('grants.receiptHowLong')}</dt>
        <dd>{formatDuration(lang, lasted)}</dd>
      </dl>
      <ul className={classes.lines}>
        {allowed.length === 0 && <li className={classes.line}>{t('grants.receiptNothing')}</li>}
        {allowed.map((entry) => (
          <li key={entry.grantId} className={classes.line}>
            {sentenceOf(t, entry)}
            <span className={classes.lineWhen}>{whenOf(t, lang, entry)}</span>
          </li>
        ))}
        {declined > 0 && <li className={classes.line}>{t('helper.receiptDeclined', { count: declined })}</li>}
        <li className={classes.line}>{t('grants.receiptNotRecorded')}</li>
      </ul>
    </section>
  );
}

function sentenceOf(t: Translate, { capability, name }: Allowed): string {
  return capability === 'control-desktop'
    ? t('helper.receiptYouAllowedControl', { name })
    : t('helper.receiptYouAllowed', { name });
}

function whenOf(t: Translate, lang: Lang, { givenAt, endedAt, why, name }: Allowed): string {
  const from = formatTime(lang, givenAt);
  if (endedAt === null || why === null) return t('helper.sinceTime', { time: from });
  const span = t('helper.receiptLine', { from, to: formatTime(lang, endedAt) });
  return `${span} · ${ENDINGS[why](t, name)}`;
}

const ENDINGS: Readonly<Record<GrantEnding, (t: Translate, name: string) => string>> = {
  revoked: (t) => t('helper.endRevoked'),
  released: (t, name) => t('helper.endReleased', { name }),
  expired: (t) => t('helper.endExpired'),
  panic: (t) => t('helper.endPanic'),
  'peer-lost': (t) => t('helper.endPeerLost'),
  left: (t, name) => t('helper.endLeft', { name }),
  ended: (t) => t('helper.endEnded'),
  'lead-changed': (t) => t('helper.endLeadChanged'),
  'capture-stopped': (t) => t('helper.endCaptureStopped'),
};
