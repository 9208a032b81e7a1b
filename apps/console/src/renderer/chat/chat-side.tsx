/** The chat as a side panel that stays until closed; its width is the person's. */

import { ActionIcon } from '@mantine/core';
import { ChatPanel, useStore, useTexts } from '@alongside/ui';
import type { ChatTarget } from '@alongside/ui';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ConsoleApp } from '../app/console-app.ts';
import { useObservable } from '../app/use-observable.ts';
import type { SessionDesk } from '../session/session-desk.ts';
import { ResizeHandle } from './resize-handle.tsx';
import { usePanelWidth } from './use-panel-width.ts';
import classes from './chat-side.module.css';

type ChatSideProps = {
  readonly app: ConsoleApp;
  readonly desk: SessionDesk;
  readonly onClose: () => void;
};

export function ChatSide({ app, desk, onClose }: ChatSideProps) {
  const t = useTexts();
  const { conversation, self, notices } = desk;
  const lines = useStore(conversation.store, (chat) => chat.lines);
  const draft = useStore(conversation.draft, (value) => value);
  const name = useObservable(desk.link.state, (link) => link.name);
  const { width, setWidth } = usePanelWidth(app);
  const met = useStore(conversation.met, (value) => value);
  const people = useMemo(() => [...met.values()], [met]);

  const openLink = async (address: string): Promise<void> => {
    if (await app.openLink(address)) return;
    if (await app.copy(address)) notices.fail('link-not-opened');
    else notices.fail('clipboard-refused');
  };

  return (
    <aside className={classes.side} style={{ width }} aria-label={t('chat.title')}>
      <ResizeHandle width={width} onWidth={setWidth} />
      <header className={classes.header}>
        <h2 className={classes.title}>{t('chat.title')}</h2>
        <ActionIcon aria-label={t('session.panelClose')} onClick={onClose}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </header>
      <div className={classes.content}>
        <ChatPanel
          self={self}
          selfName={name}
          people={people}
          lines={lines}
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
          onOpenLink={(address) => void openLink(address)}
        />
      </div>
    </aside>
  );
}
