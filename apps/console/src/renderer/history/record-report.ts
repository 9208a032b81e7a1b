/** A session's record in words: for the dialog and for the report that leaves it. */

import type { KeptLine, RecentSession, SessionRecord } from '@alongside/protocol';
import type { SessionReport } from '@alongside/session';
import { formatDateTime, formatDuration, receiptLine } from '@alongside/ui';
import type { Lang, Translate } from '@alongside/ui';
import { sessionName } from '../home/site-label.ts';

export type WholeRecord = {
  readonly session: RecentSession;
  readonly record: SessionRecord;
  readonly chat: readonly KeptLine[];
};

type Words = { readonly t: Translate; readonly lang: Lang };

export function recordReport({ session, record, chat }: WholeRecord, { t, lang }: Words): SessionReport {
  const { people } = record;
  const names = (isCsr: boolean): string =>
    people
      .filter((person) => person.isCsr === isCsr)
      .map(({ name }) => name)
      .join(', ');
  const codes = Object.values(session.tracking).filter((value) => value !== '');
  const { startedAt, endedAt, notes } = session;
  const or = (text: string): string => (text === '' ? t('history.none') : text);
  const said = chat.map(({ name, text, at }) => `${formatDateTime(lang, at)} · ${name}: ${text}`);
  return {
    lang,
    title: sessionName(t, session),
    facts: [
      [t('history.who'), or(names(false))],
      [t('history.representatives'), or(names(true))],
      [t('history.codes'), or(codes.join(' · '))],
      [t('history.when'), formatDateTime(lang, startedAt)],
      [
        t('history.howLong'),
        endedAt === null ? t('history.running') : formatDuration(lang, endedAt - startedAt),
      ],
      [t('history.notes'), or(notes)],
    ],
    sections: [
      { title: t('history.happened'), lines: eventLines(record, { t, lang }) },
      ...(said.length === 0 ? [] : [{ title: t('history.chat'), lines: said }]),
    ],
  };
}

/** In the order of their own clocks; both sides tell of some of it, which is said once. */
function eventLines({ people, facts }: SessionRecord, { t, lang }: Words): readonly string[] {
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? '?';
  const heads = facts.filter((fact) => fact.kind === 'receipt.head');
  const highest = heads.toSorted((one, other) => other.count - one.count)[0];
  const lines = facts
    .toSorted((one, other) => one.at - other.at)
    .flatMap((fact) => receiptLine({ t, lang, nameOf }, fact) ?? []);
  const head =
    highest === undefined
      ? []
      : [t('history.receiptHead', { count: highest.count, head: highest.head.slice(0, 16) })];
  return [...new Set(lines), ...head];
}
