/** The session window: toolbar, people, stage, open panel, status line, and the dialogs over them. */

import { isCsr } from '@alongside/protocol';
import { useStore } from '@alongside/ui';
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { AppState } from '../app/app-state.ts';
import type { ConsoleApp } from '../app/console-app.ts';
import { useObservable } from '../app/use-observable.ts';
import { CallDesk } from '../call/call-sides.tsx';
import { FilesDropped } from '../files/files-side.tsx';
import { FoldersUnder } from '../folders/folders-dock.tsx';
import { LeadOffer } from '../colleagues/lead-offer.tsx';
import { unreadOf } from '@alongside/session';
import type { NoticePlace } from '../notices/notice-stack.tsx';
import { NoticeStack } from '../notices/notice-stack.tsx';
import { ParticipantsPanel } from '../participants/participants-panel.tsx';
import { Stage } from '../stage/stage.tsx';
import { stageViewOf } from '../stage/stage-view.ts';
import { ShareStrip } from '../share/share-strip.tsx';
import { StatusLine } from '../status/status-line.tsx';
import { WordsCard } from '../trust/words-card.tsx';
import { OpenPanels } from './open-panels.tsx';
import { SessionDialogs } from './session-dialogs.tsx';
import { Toolbar } from './toolbar.tsx';
import { useSessionActions } from './use-session-actions.ts';
import { useSessionPanels } from './use-session-panels.ts';
import { useShortcuts } from './use-shortcuts.ts';
import classes from './session-screen.module.css';

type SessionScreenProps = {
  readonly app: ConsoleApp;
  readonly state: Extract<AppState, { kind: 'session' }>;
};

export function SessionScreen({ app, state }: SessionScreenProps) {
  const { desk, oneClick } = state;
  const session = useObservable(desk.link.state, (link) => link.session);
  const peers = useObservable(desk.link.state, (link) => link.peers);
  const views = useStore(desk.customers.store, (all) => all);
  const last = useStore(app.lastKeys, (ids) => ids);
  const keys = { last, onUse: app.keysUsed };
  const unread = useStore(desk.conversation.store, unreadOf);
  const isLead = session?.participants.find(({ id }) => id === desk.self)?.role === 'lead-csr';
  const { participants, folders, dialog, wanted, what, close, panels, ...open } = useSessionPanels(
    desk.conversation,
    isLead,
  );
  const view = useMemo(() => stageViewOf({ link: { session, peers }, views }), [session, peers, views]);
  const { commands, ask, withdraw } = useSessionActions(desk, { view, panels, isLead });
  useShortcuts(commands, dialog === 'none');
  useFreshInvitation(app, desk, { isOpen: dialog === 'invite', oneClick });

  if (session === null) return null;
  const request = (
    type:
      | 'lobby.admit'
      | 'lobby.refuse'
      | 'participant.remove'
      | 'participant.make-primary'
      | 'participant.transfer',
  ) => {
    return (participant: typeof desk.self): void => {
      void desk.request({ type, participant });
    };
  };

  return (
    <div className={classes.screen}>
      <Toolbar commands={commands} open={{ participants, ...open }} unread={unread} />
      <ShareStrip desk={desk} />
      <FilesDropped
        desk={desk}
        onShared={() => {
          if (!open.files) panels.toggleFiles();
        }}
      />
      <div className={classes.body}>
        <aside className={classes.people} data-open={participants}>
          <LeadOffer desk={desk} />
          <CallDesk
            desk={desk}
            onOpenVideo={() => {
              if (!open.video) panels.toggleVideo();
            }}
          />
          <WordsCard desk={desk} view={view} />
          {participants && (
            <ParticipantsPanel
              self={desk.self}
              people={session.participants}
              onAdmit={request('lobby.admit')}
              onRefuse={request('lobby.refuse')}
              onRemove={request('participant.remove')}
              onMakePrimary={request('participant.make-primary')}
              onTransfer={request('participant.transfer')}
            />
          )}
        </aside>

        <Stage
          desk={desk}
          keys={keys}
          view={view}
          onInvite={panels.openInvite}
          onAsk={ask}
          onWithdraw={withdraw}
        />

        <OpenPanels
          app={app}
          desk={desk}
          view={view}
          people={session.participants}
          open={open}
          panels={panels}
          isLead={isLead}
        />
      </div>
      <FoldersUnder
        desk={desk}
        people={session.participants}
        isOpen={folders}
        onClose={panels.toggleFolders}
      />
      <StatusLine desk={desk} session={session} />
      <NoticeStack
        notices={desk.notices}
        place={placeOf({
          panel: Object.values(open).includes(true),
          participants,
          showing: view.kind === 'showing',
        })}
      />
      <SessionDialogs
        app={app}
        desk={desk}
        dialog={dialog}
        view={view}
        wanted={wanted}
        what={what}
        customers={session.participants.filter(({ role, state }) => !isCsr(role) && state === 'present')}
        commands={commands}
        others={session.participants.length - 1}
        isLead={isLead}
        onRecording={() => {
          if (!open.recorder) panels.toggleRecorder();
        }}
        onClose={close}
      />
    </div>
  );
}

type Open = { readonly panel: boolean; readonly participants: boolean; readonly showing: boolean };

/** Neither the remote screen nor what is being written is covered unasked. */
function placeOf({ panel, participants, showing }: Open): NoticePlace {
  if (participants && (showing || panel)) return 'people';
  return panel ? 'panel' : 'corner';
}

/** Made when somebody looks for one and has none that is good; after One-Click start it goes to the clipboard by itself. */
function useFreshInvitation(
  app: ConsoleApp,
  desk: SessionScreenProps['state']['desk'],
  { isOpen, oneClick }: { readonly isOpen: boolean; readonly oneClick: boolean },
): void {
  const wasOpen = useRef(false);
  // Before anything is painted: a link that somebody has used must not be seen, or copied, even for a moment.
  useLayoutEffect(() => {
    const opens = isOpen && !wasOpen.current;
    wasOpen.current = isOpen;
    if (!opens || hasGood(desk)) return;
    const isFirst = desk.invitations.store.get().kind === 'none';
    void desk.invitations.make(desk.link).then(async (state) => {
      if (!oneClick || !isFirst || state.kind !== 'ready') return;
      const copied = await app.copy(state.invitation.link);
      if (copied) desk.notices.say('good', (t) => t('invite.linkCopied'));
      else desk.notices.fail('clipboard-refused');
    });
  }, [app, desk, isOpen, oneClick]);
}

function hasGood({ invitations, link }: SessionScreenProps['state']['desk']): boolean {
  const state = invitations.store.get();
  if (state.kind !== 'ready') return state.kind === 'making';
  const { id, expiresAt } = state.invitation;
  return !link.state.get().usedInvites.includes(id) && Date.now() < expiresAt;
}
