/** The chat, in its place on the customer's screen. What was begun to be written stays while the screen changes. */
import type { LinkState } from '@alongside/rtc';
import { ChatPanel, useTexts, type ChatPerson, type ChatTarget } from '@alongside/ui';
import { useMemo, useState } from 'react';
import type { ChatDesk } from './chat-desk.ts';
import { useWhole } from './use-session.ts';
import classes from './helping-screen.module.css';

type ChatSectionProps = { readonly desk: ChatDesk; readonly state: LinkState };

export function ChatSection({ desk, state }: ChatSectionProps) {
  const t = useTexts();
  const chat = useWhole(desk.chat);
  const [to, setTo] = useState<ChatTarget>('everyone');
  const [draft, setDraft] = useState('');
  const { session, self } = state;
  const people = useMemo(() => chatPeople(session, self), [session, self]);
  return (
    <section className={classes.chat}>
      <h2 className={classes.chatTitle}>{t('helper.chat')}</h2>
      <div className={classes.chatBody}>
        <ChatPanel
          self={chat.self}
          people={people}
          lines={chat.lines}
          isKept={state.site?.chatKept === true}
          to={to}
          onTo={setTo}
          draft={draft}
          onDraft={setDraft}
          onSend={desk.write}
          onRetry={desk.retry}
          // A customer's program opens nothing that a stranger writes: the address can be read and copied.
          onOpenLink={ignoreLink}
          withCsrScope={false}
        />
      </div>
    </section>
  );
}

function ignoreLink(): void {
  // Deliberately nothing.
}

function chatPeople(session: LinkState['session'], self: LinkState['self']): readonly ChatPerson[] {
  return (session?.participants ?? [])
    .filter(({ id, state }) => id !== self && state !== 'lobby')
    .map(({ id, name, role, state }) => ({ id, name, role, present: state === 'present' }));
}
