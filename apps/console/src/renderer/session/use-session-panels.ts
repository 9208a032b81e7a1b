/** Which panels and dialogs of the session window are open. */

import { useStore } from '@alongside/ui';
import { useMemo, useState } from 'react';
import type { Conversation } from '../chat/conversation.ts';
import type { Panels } from './use-session-actions.ts';

export type Dialog = 'none' | 'invite' | 'end' | 'palette';

type SessionPanels = {
  readonly participants: boolean;
  readonly chat: boolean;
  readonly notes: boolean;
  readonly dialog: Dialog;
  readonly close: () => void;
  readonly panels: Panels;
};

/** @param isNew a session that was just started: it needs an invitation first of all */
export function useSessionPanels(conversation: Conversation, isNew: boolean): SessionPanels {
  const [participants, setParticipants] = useState(true);
  const [notes, setNotes] = useState(false);
  // The chat itself knows whether it is being read: that is what its unread count hangs on.
  const chat = useStore(conversation.store, ({ panel }) => panel.kind === 'open');
  // A session without an invitation is of no use: the dialog opens by itself.
  const [dialog, setDialog] = useState<Dialog>(isNew ? 'invite' : 'none');

  const panels = useMemo<Panels>(
    () => ({
      toggleParticipants: () => {
        setParticipants((open) => !open);
      },
      toggleChat: () => {
        conversation.setOpen(conversation.store.get().panel.kind === 'closed');
      },
      toggleNotes: () => {
        setNotes((open) => !open);
      },
      openInvite: () => {
        setDialog('invite');
      },
      openEnd: () => {
        setDialog('end');
      },
      openPalette: () => {
        setDialog('palette');
      },
    }),
    [conversation],
  );

  return {
    participants,
    chat,
    notes,
    dialog,
    close: () => {
      setDialog('none');
    },
    panels,
  };
}
