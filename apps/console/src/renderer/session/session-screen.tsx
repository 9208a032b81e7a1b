/** The session window: toolbar, people, stage, open panel, status line, and the dialogs over them. */

import { useStore, useTexts } from '@alongside/ui';
import { useEffect, useMemo, useRef } from 'react';
import type { AppState } from '../app/app-state.ts';
import type { ConsoleApp } from '../app/console-app.ts';
import { useObservable } from '../app/use-observable.ts';
import { ChatSide } from '../chat/chat-side.tsx';
import { LeadOffer } from '../colleagues/lead-offer.tsx';
import { unreadOf } from '@alongside/session';
import type { NoticePlace } from '../notices/notice-stack.tsx';
import { NotesPanel } from '../notes/notes-panel.tsx';
import { SideColumn, SidePanel } from '../panels/side-column.tsx';
import { NoticeStack } from '../notices/notice-stack.tsx';
import { ParticipantsPanel } from '../participants/participants-panel.tsx';
import { Stage } from '../stage/stage.tsx';
import { stageViewOf } from '../stage/stage-view.ts';
import { StatusLine } from '../status/status-line.tsx';
import { WordsCard } from '../trust/words-card.tsx';
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
  const t = useTexts();
  const { desk, oneClick } = state;
  const session = useObservable(desk.link.state, (link) => link.session);
  const peers = useObservable(desk.link.state, (link) => link.peers);
  const views = useStore(desk.customers.store, (all) => all);
  const unread = useStore(desk.conversation.store, unreadOf);
  const isLead = session?.participants.find(({ id }) => id === desk.self)?.role === 'lead-csr';
  const { participants, chat, notes, dialog, close, panels } = useSessionPanels(desk.conversation, isLead);
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
      <Toolbar commands={commands} open={{ participants, chat, notes }} unread={unread} />
      <div className={classes.body}>
        <aside className={classes.people} data-open={participants}>
          <LeadOffer desk={desk} />
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
        <Stage desk={desk} view={view} onInvite={panels.openInvite} onAsk={ask} onWithdraw={withdraw} />
        {(chat || notes) && (
          <SideColumn app={app}>
            {chat && (
              <SidePanel title={t('chat.title')} onClose={panels.toggleChat}>
                <ChatSide app={app} desk={desk} />
              </SidePanel>
            )}
            {notes && (
              <SidePanel title={t('notes.title')} onClose={panels.toggleNotes}>
                <NotesPanel notes={desk.notes} isLead={isLead} />
              </SidePanel>
            )}
          </SideColumn>
        )}
      </div>
      <StatusLine desk={desk} session={session} />
      <NoticeStack
        notices={desk.notices}
        place={placeOf({ chat: chat || notes, participants, showing: view.kind === 'showing' })}
      />
      <SessionDialogs
        app={app}
        desk={desk}
        dialog={dialog}
        commands={commands}
        others={session.participants.length - 1}
        isLead={isLead}
        onClose={close}
      />
    </div>
  );
}

type Open = { readonly chat: boolean; readonly participants: boolean; readonly showing: boolean };

/** The remote screen is never covered unasked. */
function placeOf({ chat, participants, showing }: Open): NoticePlace {
  if (chat) return 'chat';
  return showing && participants ? 'people' : 'corner';
}

/** Made when somebody looks for one and has none that is good; after One-Click start it goes to the clipboard by itself. */
function useFreshInvitation(
  app: ConsoleApp,
  desk: SessionScreenProps['state']['desk'],
  { isOpen, oneClick }: { readonly isOpen: boolean; readonly oneClick: boolean },
): void {
  const wasOpen = useRef(false);
  useEffect(() => {
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
