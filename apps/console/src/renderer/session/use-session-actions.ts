/** Joins the session window's commands to what they do: one hook, so that screens get data and callbacks only. */

import { isControl } from '@alongside/protocol';
import type { Capability, ParticipantId } from '@alongside/protocol';
import type { ShareWhat } from '@alongside/session';
import { useStore, useTexts } from '@alongside/ui';
import { useCallback, useMemo } from 'react';
import { useObservable } from '../app/use-observable.ts';
import { askedOf, canAsk } from '../stage/stage-view.ts';
import type { StageView } from '../stage/stage-view.ts';
import { commandsOf } from './commands.ts';
import type { Command, CommandActions } from './commands.ts';
import type { SessionDesk } from './session-desk.ts';

export type Panels = {
  readonly toggleParticipants: () => void;
  readonly toggleChat: () => void;
  readonly toggleAudio: () => void;
  readonly toggleVideo: () => void;
  readonly toggleFiles: () => void;
  readonly toggleFolders: () => void;
  readonly toggleSystemInfo: () => void;
  readonly toggleNotes: () => void;
  readonly toggleRecorder: () => void;
  readonly openRecord: () => void;
  readonly openInvite: () => void;
  readonly openEnd: () => void;
  readonly openPalette: () => void;
  /** Somebody else has control: what now? */
  readonly openShare: (what: ShareWhat) => void;
  readonly openTaken: (capability: Capability) => void;
};

type SessionActions = {
  readonly commands: readonly Command[];
  readonly ask: (capability: Capability) => void;
  readonly withdraw: () => void;
};

type Surroundings = { readonly view: StageView; readonly panels: Panels; readonly isLead: boolean };

export function useSessionActions(desk: SessionDesk, { view, panels, isLead }: Surroundings): SessionActions {
  const t = useTexts();
  const { customers } = desk;
  const isSharing = useStore(desk.share.store, ({ kind }) => kind === 'on');
  const isAdvanced = useObservable(desk.link.state, ({ site }) => site?.files.advanced === true);
  const customer: ParticipantId | undefined = 'customer' in view ? view.customer.id : undefined;

  const ask = useCallback(
    (capability: Capability): void => {
      if (customer === undefined) return;
      const holder = customers.store.get().get(customer)?.control.holder ?? null;
      const isTaken = isControl(capability) && holder !== null && holder !== desk.self;
      if (isTaken) panels.openTaken(capability);
      else customers.ask(customer, capability);
    },
    [customer, customers, desk.self, panels],
  );
  const withdraw = useCallback((): void => {
    if (customer === undefined) return;
    const now = customers.store.get().get(customer);
    const asked = now === undefined ? undefined : askedOf(now);
    if (asked !== undefined) customers.withdraw(customer, asked);
  }, [customer, customers]);

  const commands = useMemo(() => {
    const showing = view.kind === 'showing' || view.kind === 'awaiting';
    const asking = (capability: Capability) => ({
      enabled: canAsk(view, capability),
      run: () => {
        ask(capability);
      },
    });
    const actions: CommandActions = {
      invite: { enabled: true, run: panels.openInvite },
      participants: { enabled: true, run: panels.toggleParticipants },
      chat: { enabled: true, run: panels.toggleChat },
      audio: { enabled: true, run: panels.toggleAudio },
      video: { enabled: true, run: panels.toggleVideo },
      'request-view': asking('view-desktop'),
      'request-control': asking('control-desktop'),
      'share-desktop': {
        enabled: true,
        run: () => {
          panels.openShare('desktop');
        },
      },
      'share-application': {
        enabled: true,
        run: () => {
          panels.openShare('application');
        },
      },
      'request-view-app': asking('view-application'),
      'request-control-app': asking('control-application'),
      'request-reboot': asking('reboot'),
      stop: {
        enabled: showing || isSharing,
        run: () => {
          desk.share.end();
          if (customer !== undefined) customers.stop(customer);
        },
      },
      files: { enabled: true, run: panels.toggleFiles },
      'advanced-files': { enabled: isAdvanced, run: panels.toggleFolders },
      'system-info': { enabled: true, run: panels.toggleSystemInfo },
      notes: { enabled: true, run: panels.toggleNotes },
      record: {
        enabled: true,
        run: () => {
          if (desk.recording.isIdle) panels.openRecord();
          else panels.toggleRecorder();
        },
      },
      end: { enabled: true, run: panels.openEnd },
      palette: { enabled: true, run: panels.openPalette },
    };
    return commandsOf(t, actions, isLead);
  }, [ask, customer, customers, desk.recording, desk.share, isAdvanced, isLead, isSharing, panels, t, view]);

  return { commands, ask, withdraw };
}
