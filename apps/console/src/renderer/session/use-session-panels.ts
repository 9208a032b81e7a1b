/** Which panels and dialogs of the session window are open. */

import type { Capability } from '@alongside/protocol';
import type { ShareWhat } from '@alongside/session';
import { useStore } from '@alongside/ui';
import { useMemo, useState } from 'react';
import type { Conversation } from '../chat/conversation.ts';
import type { Panels } from './use-session-actions.ts';

export type Dialog = 'none' | 'invite' | 'end' | 'palette' | 'taken' | 'share' | 'record';

type SessionPanels = {
  readonly participants: boolean;
  readonly chat: boolean;
  readonly audio: boolean;
  readonly video: boolean;
  readonly files: boolean;
  readonly folders: boolean;
  readonly systemInfo: boolean;
  readonly notes: boolean;
  readonly recorder: boolean;
  readonly dialog: Dialog;
  /** What was asked for while somebody else has control. */
  readonly wanted: Capability;
  /** What is to be shown of one's own machine. */
  readonly what: ShareWhat;
  readonly close: () => void;
  readonly panels: Panels;
};

/** @param isNew a session that was just started: it needs an invitation first of all */
export function useSessionPanels(conversation: Conversation, isNew: boolean): SessionPanels {
  const [participants, setParticipants] = useState(true);
  const [audio, setAudio] = useState(false);
  const [video, setVideo] = useState(false);
  const [files, setFiles] = useState(false);
  const [folders, setFolders] = useState(false);
  const [systemInfo, setSystemInfo] = useState(false);
  const [notes, setNotes] = useState(false);
  const [recorder, setRecorder] = useState(false);
  // The chat itself knows whether it is being read: that is what its unread count hangs on.
  const chat = useStore(conversation.store, ({ panel }) => panel.kind === 'open');
  // A session without an invitation is of no use: the dialog opens by itself.
  const [dialog, setDialog] = useState<Dialog>(isNew ? 'invite' : 'none');

  const [what, setWhat] = useState<ShareWhat>('desktop');
  const [wanted, setWanted] = useState<Capability>('control-desktop');

  const panels = useMemo<Panels>(
    () => ({
      toggleParticipants: () => {
        setParticipants((open) => !open);
      },
      toggleChat: () => {
        conversation.setOpen(conversation.store.get().panel.kind === 'closed');
      },
      toggleAudio: () => {
        setAudio((open) => !open);
      },
      toggleVideo: () => {
        setVideo((open) => !open);
      },
      toggleFiles: () => {
        setFiles((open) => !open);
      },
      toggleFolders: () => {
        setFolders((open) => !open);
      },
      toggleSystemInfo: () => {
        setSystemInfo((open) => !open);
      },
      toggleNotes: () => {
        setNotes((open) => !open);
      },
      toggleRecorder: () => {
        setRecorder((open) => !open);
      },
      openRecord: () => {
        setDialog('record');
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
      openShare: (chosen) => {
        setWhat(chosen);
        setDialog('share');
      },
      openTaken: (capability) => {
        setWanted(capability);
        setDialog('taken');
      },
    }),
    [conversation],
  );

  return {
    participants,
    chat,
    audio,
    video,
    files,
    folders,
    systemInfo,
    notes,
    recorder,
    dialog,
    wanted,
    what,
    close: () => {
      setDialog('none');
    },
    panels,
  };
}
