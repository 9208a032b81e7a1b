/** Joins the session window's commands to what they do: one hook, so that screens get data and callbacks only. */

import type { Capability, ParticipantId } from '@alongside/protocol';
import { useTexts } from '@alongside/ui';
import { useCallback, useMemo } from 'react';
import { askedOf } from '../stage/stage-view.ts';
import type { StageView } from '../stage/stage-view.ts';
import { commandsOf } from './commands.ts';
import type { Command, CommandActions } from './commands.ts';
import type { SessionDesk } from './session-desk.ts';

export type Panels = {
  readonly toggleParticipants: () => void;
  readonly toggleChat: () => void;
  readonly toggleNotes: () => void;
  readonly openInvite: () => void;
  readonly openEnd: () => void;
  readonly openPalette: () => void;
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
  const customer: ParticipantId | undefined = 'customer' in view ? view.customer.id : undefined;

  const ask = useCallback(
    (capability: Capability): void => {
      if (customer !== undefined) customers.ask(customer, capability);
    },
    [customer, customers],
  );
  const withdraw = useCallback((): void => {
    if (customer === undefined) return;
    const now = customers.store.get().get(customer);
    const asked = now === undefined ? undefined : askedOf(now);
    if (asked !== undefined) customers.withdraw(customer, asked);
  }, [customer, customers]);

  const commands = useMemo(() => {
    const showing = view.kind === 'showing' || view.kind === 'awaiting';
    const actions: CommandActions = {
      invite: { enabled: true, run: panels.openInvite },
      participants: { enabled: true, run: panels.toggleParticipants },
      chat: { enabled: true, run: panels.toggleChat },
      'request-view': {
        enabled: view.kind === 'idle',
        run: () => {
          ask('view-desktop');
        },
      },
      'request-control': {
        enabled:
          view.kind === 'idle' ||
          (view.kind === 'showing' && view.hand.kind === 'viewing' && view.asked === null),
        run: () => {
          ask('control-desktop');
        },
      },
      stop: {
        enabled: showing,
        run: () => {
          if (customer !== undefined) customers.stop(customer);
        },
      },
      notes: { enabled: true, run: panels.toggleNotes },
      end: { enabled: true, run: panels.openEnd },
      palette: { enabled: true, run: panels.openPalette },
    };
    return commandsOf(t, actions, isLead);
  }, [ask, customer, customers, isLead, panels, t, view]);

  return { commands, ask, withdraw };
}
