/** The session window: toolbar, people, stage, open panel, status line, and the dialogs over them. */

import { useStore } from '@alongside/ui';
import { useEffect, useMemo, useRef } from 'react';
import type { AppState } from '../app/app-state.ts';
import type { ConsoleApp } from '../app/console-app.ts';
import { useObservable } from '../app/use-observable.ts';
import { ChatSide } from '../chat/chat-side.tsx';
import { unreadOf } from '@alongside/session';
import type { NoticePlace } from '../notices/notice-stack.tsx';
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
  const { desk, oneClick } = state;
  const session = useObservable(desk.link.state, (link) => link.session);
  const peers = useObservable(desk.link.state, (link) => link.peers);
  const views = useStore(desk.customers.store, (all) => all);
  const unread = useStore(desk.conversation.store, unreadOf);
  const { participants, chat, dialog, close, panels } = useSessionPanels(desk.conversation);
  const view = useMemo(() => stageViewOf({ link: { session, peers }, views }), [session, peers, views]);
  const { commands, ask, withdraw } = useSessionActions(desk, view, panels);
  useShortcuts(commands, dialog === 'none');
  useFirstInvitation(app, desk, oneClick);

  if (session === null) return null;
  const request = (
    type: 'lobby.admit' | 'lobby.refuse' | 'participant.remove' | 'participant.make-primary',
  ) => {
    return (participant: typeof desk.self): void => {
      void desk.request({ type, participant });
    };
  };

  return (
    <div className={classes.screen}>
      <Toolbar commands={commands} open={{ participants, chat }} unread={unread} />
      <div className={classes.body}>
        <aside className={classes.people} data-open={participants}>
          <WordsCard desk={desk} view={view} />
          {participants && (
            <ParticipantsPanel
              self={desk.self}
              people={session.participants}
              onAdmit={request('lobby.admit')}
              onRefuse={request('lobby.refuse')}
              onRemove={request('participant.remove')}
              onMakePrimary={request('participant.make-primary')}
            />
          )}
        </aside>
        <Stage desk={desk} view={view} onInvite={panels.openInvite} onAsk={ask} onWithdraw={withdraw} />
        {chat && <ChatSide app={app} desk={desk} onClose={panels.toggleChat} />}
      </div>
      <StatusLine desk={desk} session={session} />
      <NoticeStack
        notices={desk.notices}
        place={placeOf({ chat, participants, showing: view.kind === 'showing' })}
      />
      <SessionDialogs
        app={app}
        desk={desk}
        dialog={dialog}
        commands={commands}
        others={session.participants.length - 1}
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

/** Made once per session; after One-Click start its link goes to the clipboard by itself. */
function useFirstInvitation(
  app: ConsoleApp,
  desk: SessionScreenProps['state']['desk'],
  oneClick: boolean,
): void {
  const made = useRef(false);
  useEffect(() => {
    if (made.current || desk.invitations.store.get().kind !== 'none') return;
    made.current = true;
    void desk.invitations.make(desk.link).then(async (state) => {
      if (!oneClick || state.kind !== 'ready') return;
      const copied = await app.copy(state.invitation.link);
      if (copied) desk.notices.say('good', (t) => t('invite.linkCopied'));
      else desk.notices.fail('clipboard-refused');
    });
  }, [app, desk, oneClick]);
}
