/** One line of the chat: who, when, who sees it, what. What people wrote is text and stays text. */

import type { ChatLine, ParticipantId } from '@alongside/protocol';
import { memo } from 'react';
import { PersonAvatar } from '../person/person-avatar.tsx';
import { useTexts, useUiChoices } from '../provider/ui-choices.ts';
import type { Translate } from '../i18n/i18n.ts';
import { formatDateTime, formatTime } from '../time/format.ts';
import { isScope } from './chat-types.ts';
import type { ChatPerson } from './chat-types.ts';
import { linkify } from './linkify.ts';
import classes from './chat-panel.module.css';

type ChatEntryProps = {
  readonly line: ChatLine;
  readonly self: ParticipantId;
  readonly selfName?: string | undefined;
  readonly people: readonly ChatPerson[];
  readonly continues: boolean;
  readonly opensUnread: boolean;
  readonly onOpenLink: (address: string) => void;
  readonly onRetry?: ((id: string) => void) | undefined;
};

/** One more line must not cost all those before it. */
export const ChatEntry = memo(function ChatEntry(props: ChatEntryProps) {
  const { line, self, selfName, people, continues, opensUnread, onOpenLink, onRetry } = props;
  const t = useTexts();
  const { lang } = useUiChoices();
  const mine = line.from === self;
  const known = people.find((person) => person.id === line.from)?.name ?? line.name;
  const name = mine ? t('common.you') : (known ?? t('common.unknownName'));
  const readers = readersOf(t, line, { self, people });
  const withHead = !continues || opensUnread;

  return (
    <>
      {opensUnread && <p className={classes.unread}>{t('chat.unread')}</p>}
      <div className={classes.entry} data-mine={mine} data-continues={!withHead}>
        {withHead && (
          <div className={classes.head}>
            <PersonAvatar id={line.from} name={(mine ? selfName : known) ?? name} size="small" />
            <span className={classes.name}>{name}</span>
            <time
              className={classes.time}
              dateTime={new Date(line.at).toISOString()}
              title={formatDateTime(lang, line.at)}
            >
              {formatTime(lang, line.at)}
            </time>
            {readers !== undefined && <span className={classes.scope}>{readers}</span>}
          </div>
        )}
        <p className={classes.text}>
          {linkify(line.text).map((part, at) =>
            part.kind === 'text' ? (
              part.text
            ) : (
              <a
                key={at}
                href={part.text}
                title={t('common.opensInBrowser', { address: part.text })}
                onClick={(event) => {
                  event.preventDefault();
                  onOpenLink(part.text);
                }}
              >
                {part.text}
              </a>
            ),
          )}
        </p>
        {mine && (line.state === 'failed' || line.state === 'sending') && (
          <p className={classes.state} data-failed={line.state === 'failed'}>
            {line.state === 'failed' ? t('chat.failed') : t('chat.sending')}
            {line.state === 'failed' && onRetry !== undefined && (
              <button
                type="button"
                className={classes.retry}
                onClick={() => {
                  onRetry(line.id);
                }}
              >
                {t('common.retry')}
              </button>
            )}
          </p>
        )}
      </div>
    </>
  );
});

/** Named only where it is not everyone: that is the case which has to be noticed. */
function readersOf(
  t: Translate,
  line: ChatLine,
  { self, people }: Pick<ChatEntryProps, 'self' | 'people'>,
): string | undefined {
  if (line.to === self) return t('chat.onlyYou');
  if (!isScope(line.to)) {
    const name = people.find((person) => person.id === line.to)?.name ?? t('common.unknownName');
    return t('chat.onlyName', { name });
  }
  switch (line.to) {
    case 'everyone':
      return undefined;
    case 'csrs':
      return t('chat.onlyCsrs');
    case 'one':
      return t('chat.onlyYou');
  }
}
