/** The chat of this session, as its panel shows it. */

import { ChatPanel, useStore } from '@alongside/ui';
import type { ChatTarget } from '@alongside/ui';
import { useCallback, useMemo } from 'react';
import type { ConsoleApp } from '../app/console-app.ts';
import { useObservable } from '../app/use-observable.ts';
import type { SessionDesk } from '../session/session-desk.ts';

type ChatSideProps = {
  readonly app: ConsoleApp;
  readonly desk: SessionDesk;
};

export function ChatSide({ app, desk }: ChatSideProps) {
  const { conversation, self, notices } = desk;
  const lines = useStore(conversation.store, (chat) => chat.lines);
  const draft = useStore(conversation.draft, (value) => value);
  const name = useObservable(desk.link.state, (link) => link.name);
  const kept = useObservable(desk.link.state, ({ site }) => site?.chatKept === true);
  const met = useStore(conversation.met, (value) => value);
  const people = useMemo(() => [...met.values()], [met]);

  const onOpenLink = useCallback(
    (address: string) => void openOrCopy(address, { app, notices }),
    [app, notices],
  );

  return (
    <ChatPanel
      self={self}
      selfName={name}
      people={people}
      lines={lines}
      isKept={kept}
      to={draft.to}
      onTo={(to: ChatTarget) => {
        conversation.draft.update((now) => ({ ...now, to }));
      }}
      draft={draft.text}
      onDraft={(text) => {
        conversation.draft.update((now) => ({ ...now, text }));
      }}
      onSend={conversation.write}
      onRetry={conversation.retry}
      onOpenLink={onOpenLink}
    />
  );
}

async function openOrCopy(
  address: string,
  { app, notices }: Pick<ChatSideProps, 'app'> & Pick<SessionDesk, 'notices'>,
): Promise<void> {
  if (await app.openLink(address)) return;
  if (await app.copy(address)) notices.fail('link-not-opened');
  else notices.fail('clipboard-refused');
}
