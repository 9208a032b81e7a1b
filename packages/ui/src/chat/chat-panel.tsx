/** Messages, whom they reach, and the field to write in. Data and callbacks only: it sends nothing itself. */

import type { ChatLine, ParticipantId } from '@alongside/protocol';
import { IconMessages } from '@tabler/icons-react';
import { memo, useDeferredValue, useEffect, useRef } from 'react';
import { EmptyState } from '../feedback/states.tsx';
import { useTexts } from '../provider/ui-choices.ts';
import { ChatComposer } from './chat-composer.tsx';
import { ChatEntry } from './chat-entry.tsx';
import type { ChatPerson, ChatTarget } from './chat-types.ts';
import classes from './chat-panel.module.css';

type ChatPanelProps = {
  readonly self: ParticipantId;
  /** One's own name, for the initials beside "You". */
  readonly selfName?: string | undefined;
  /** Everybody but oneself, those who left included. The same array while they are the same, as all callbacks are. */
  readonly people: readonly ChatPerson[];
  readonly lines: readonly ChatLine[];
  /** The site keeps what is said to everyone. */
  readonly isKept: boolean;
  readonly to: ChatTarget;
  readonly onTo: (to: ChatTarget) => void;
  /** Kept by the app, so that closing the panel loses nothing. */
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly onSend: (text: string, to: ChatTarget) => void;
  readonly onOpenLink: (address: string) => void;
  /** Sends a line of one's own again to whom it did not reach. */
  readonly onRetry?: ((id: string) => void) | undefined;
  /** The first line that was not seen yet. */
  readonly firstUnread?: string | undefined;
  /** One group of the recipients a customer never needs. */
  readonly withCsrScope?: boolean;
};

/** Lines of one person to the same readers within this time stand together. */
const TOGETHER_MS = 3 * 60_000;

export function ChatPanel(props: ChatPanelProps) {
  const { self, selfName, people, lines, isKept, firstUnread, onOpenLink, onRetry } = props;
  const t = useTexts();
  // A flood of lines is drawn when there is time: the same thread may have the CSR's mouse to move.
  const shown = useDeferredValue(lines);
  return (
    <div className={classes.panel}>
      <ChatLog
        self={self}
        selfName={selfName}
        people={people}
        lines={shown}
        firstUnread={firstUnread}
        onOpenLink={onOpenLink}
        onRetry={onRetry}
      />
      {isKept && <p className={classes.kept}>{t('chat.kept')}</p>}
      <ChatComposer {...props} />
    </div>
  );
}

type ChatLogProps = Pick<
  ChatPanelProps,
  'self' | 'selfName' | 'people' | 'lines' | 'firstUnread' | 'onOpenLink' | 'onRetry'
>;

const ChatLog = memo(function ChatLog(props: ChatLogProps) {
  const { self, selfName, people, lines, firstUnread, onOpenLink, onRetry } = props;
  const t = useTexts();
  const log = useRef<HTMLDivElement>(null);
  const newest = lines.at(-1)?.id;

  useEffect(() => {
    const box = log.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
  }, [newest]);

  return (
    <div
      ref={log}
      className={classes.log}
      role="log"
      aria-label={t('chat.log')}
      // Scrolled by keyboard, so it has to take focus.
      tabIndex={0}
    >
      {lines.length === 0 && (
        <EmptyState icon={<IconMessages size={20} stroke={1.75} />} title={t('chat.emptyTitle')}>
          {t('chat.emptyBody')}
        </EmptyState>
      )}
      {lines.map((line, at) => (
        <ChatEntry
          key={line.id}
          line={line}
          self={self}
          selfName={selfName}
          people={people}
          continues={continuesPrevious(lines[at - 1], line)}
          opensUnread={line.id === firstUnread}
          onOpenLink={onOpenLink}
          onRetry={onRetry}
        />
      ))}
    </div>
  );
});

function continuesPrevious(previous: ChatLine | undefined, line: ChatLine): boolean {
  return (
    previous !== undefined &&
    previous.from === line.from &&
    previous.to === line.to &&
    line.at - previous.at < TOGETHER_MS
  );
}
