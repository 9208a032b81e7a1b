/** What was said to everyone in a session, where the site keeps it. */

import { Modal } from '@mantine/core';
import { EmptyState, ErrorState, formatDateTime, LoadingState, useTexts, useUiChoices } from '@alongside/ui';
import type { ErrorCode } from '@alongside/ui';
import type { KeptLine, RecentSession, Result } from '@alongside/protocol';
import { IconMessages } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { sessionName } from './site-label.ts';
import { useLast } from './use-last.ts';
import classes from './chat-dialog.module.css';

export type LoadChat = (session: RecentSession['id']) => Promise<Result<readonly KeptLine[], ErrorCode>>;

type ChatDialogProps = {
  /** Null while closed. */
  readonly session: RecentSession | null;
  readonly load: LoadChat;
  readonly onClose: () => void;
};

export function ChatDialog({ session, load, onClose }: ChatDialogProps) {
  const t = useTexts();
  const shown = useLast(session);
  return (
    <Modal
      opened={session !== null}
      onClose={onClose}
      size="lg"
      title={shown === null ? undefined : `${t('chat.log')} · ${sessionName(t, shown)}`}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {shown !== null && <KeptChat key={shown.id} session={shown.id} load={load} />}
    </Modal>
  );
}

type KeptChatProps = { readonly session: RecentSession['id']; readonly load: LoadChat };

function KeptChat({ session, load }: KeptChatProps) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const [loaded, setLoaded] = useState<Result<readonly KeptLine[], ErrorCode> | null>(null);
  useEffect(() => {
    let isThere = true;
    void load(session).then((result) => {
      if (isThere) setLoaded(result);
    });
    return () => {
      isThere = false;
    };
  }, [load, session]);
  if (loaded === null) return <LoadingState />;
  if (!loaded.ok) return <ErrorState code={loaded.code} showCode />;
  if (loaded.value.length === 0) {
    return (
      <EmptyState icon={<IconMessages size={20} stroke={1.75} />} title={t('chat.emptyTitle')}>
        {t('chat.emptyBody')}
      </EmptyState>
    );
  }
  return (
    <ol className={classes.lines}>
      {loaded.value.map(({ id, name, text, at }) => (
        <li key={id}>
          <strong>{name}</strong> <time className={classes.time}>{formatDateTime(lang, at)}</time>
          <p className={classes.text}>{text}</p>
        </li>
      ))}
    </ol>
  );
}
