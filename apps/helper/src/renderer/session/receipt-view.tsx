/** The receipt in plain words: who, when, how long, what was allowed and how each of it ended. */
import type { Capability, GrantEnding } from '@alongside/protocol';
import {
  formatBytes,
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
  const { organisation, verified, helpers, startedAt, endedAt, allowed, declined, recordings } = receipt;
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
        {allowed.length + receipt.files.length === 0 && (
          <li className={classes.line}>{t('grants.receiptNothing')}</li>
        )}
        {allowed.map((entry) => (
          <li key={entry.grantId} className={classes.line}>
            {SENTENCES[entry.capability](t, entry.name)}
            <span className={classes.lineWhen}>{whenOf(t, lang, entry)}</span>
          </li>
        ))}
        <FileLines receipt={receipt} />
        {declined > 0 && <li className={classes.line}>{t('helper.receiptDeclined', { count: declined })}</li>}
        {recordings.map(({ name, beganAt, endedAt: until }) => (
          <li key={beganAt} className={classes.line}>
            {t('recording.receiptRecorded', { name })}
            <span className={classes.lineWhen}>
              {until === null
                ? t('helper.sinceTime', { time: formatTime(lang, beganAt) })
                : t('helper.receiptLine', { from: formatTime(lang, beganAt), to: formatTime(lang, until) })}
            </span>
          </li>
        ))}
        {recordings.length === 0 && <li className={classes.line}>{t('recording.receiptNone')}</li>}
      </ul>
    </section>
  );
}

function FileLines({ receipt }: { readonly receipt: Receipt }) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const came = receipt.files.map(({ name, size, from, at }) => {
    return { at, text: t('files.receipt', { name, from, size: formatBytes(lang, size) }) };
  });
  const done = receipt.acts.map((act) => ({ at: act.at, text: actText(t, lang, act) }));
  return [...came, ...done]
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, text }) => (
      <li key={`${at} ${text}`} className={classes.line}>
        {text}
        <span className={classes.lineWhen}>{formatTime(lang, at)}</span>
      </li>
    ));
}

type Act = Receipt['acts'][number];

function actText(t: Translate, lang: Lang, { kind, by: name, file, to, size }: Act): string {
  switch (kind) {
    case 'file.fetched':
      return t('folders.receiptFetched', { name, file, size: formatBytes(lang, size ?? 0) });
    case 'folder.made':
      return t('folders.receiptMade', { name, file });
    case 'folder.renamed':
      return t('folders.receiptRenamed', { name, file, to: to ?? '' });
    case 'folder.removed':
      return t('folders.receiptRemoved', { name, file });
  }
}

const SENTENCES: Readonly<Record<Capability, (t: Translate, name: string) => string>> = {
  'view-desktop': (t, name) => t('helper.receiptYouAllowed', { name }),
  'control-desktop': (t, name) => t('helper.receiptYouAllowedControl', { name }),
  'view-application': (t, name) => t('helper.receiptViewApp', { name }),
  'control-application': (t, name) => t('helper.receiptControlApp', { name }),
  'read-clipboard': (t, name) => t('helper.receiptReadClip', { name }),
  'write-clipboard': (t, name) => t('helper.receiptWriteClip', { name }),
  'system-info': (t, name) => t('systemInfo.receipt', { name }),
  recording: (t, name) => t('recording.receipt', { name }),
  reboot: (t, name) => t('reboot.receipt', { name }),
  'browse-files': (t, name) => t('folders.receiptBrowse', { name }),
  'use-files': (t, name) => t('folders.receiptUse', { name }),
};

function whenOf(t: Translate, lang: Lang, { givenAt, endedAt, why, name }: Allowed): string {
  const from = formatTime(lang, givenAt);
  if (endedAt === null || why === null) return t('helper.sinceTime', { time: from });
  if (why === 'used') return from;
  const span = t('helper.receiptLine', { from, to: formatTime(lang, endedAt) });
  return `${span} · ${ENDINGS[why](t, name)}`;
}

const ENDINGS: Readonly<Record<Exclude<GrantEnding, 'used'>, (t: Translate, name: string) => string>> = {
  revoked: (t) => t('helper.endRevoked'),
  released: (t, name) => t('helper.endReleased', { name }),
  expired: (t) => t('helper.endExpired'),
  panic: (t) => t('helper.endPanic'),
  'peer-lost': (t) => t('helper.endPeerLost'),
  left: (t, name) => t('helper.endLeft', { name }),
  ended: (t) => t('helper.endEnded'),
  'lead-changed': (t) => t('helper.endLeadChanged'),
  replaced: (t) => t('helper.endReplaced'),
  'capture-stopped': (t) => t('helper.endCaptureStopped'),
  'not-possible': (t) => t('helper.endNotPossible'),
};
