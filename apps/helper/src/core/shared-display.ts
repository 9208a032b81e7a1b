/**
 * Which monitor is shared, as the authority knows it and as the system has it now. Tells those who may see it what
 * there is to choose from; decides nothing.
 */
import type { DisplayInfo, ParticipantId, PeerMessage } from '@alongside/protocol';
import type { AuthorityShell } from './authority-shell.ts';
import type { Displays } from './ports.ts';

export type SharedDisplay = {
  /** The shared monitor; the primary one until somebody chose; undefined where there is none. */
  readonly current: () => DisplayInfo | undefined;
  readonly has: (display: string) => boolean;
  readonly tell: (peer: ParticipantId) => void;
  readonly close: () => void;
};

export function createSharedDisplay(options: {
  readonly displays: Displays;
  readonly shell: Pick<AuthorityShell, 'state' | 'dispatch' | 'mayView'>;
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
}): SharedDisplay {
  const { displays, shell, send } = options;

  const current = (): DisplayInfo | undefined => {
    const list = displays.list();
    const chosen = shell.state.surface.display;
    return list.find(({ id }) => id === chosen) ?? list.find(({ primary }) => primary) ?? list[0];
  };

  const tell = (peer: ParticipantId): void => {
    if (!shell.mayView(peer)) return;
    send(peer, {
      type: 'screen.displays',
      displays: [...displays.list()],
      shared: current()?.id ?? null,
    });
  };

  const stopListening = displays.onChange(() => {
    // A monitor that moved or was resized makes every fraction mean another pixel.
    const chosen = shell.state.surface.display;
    const display = displays.list().some(({ id }) => id === chosen) ? chosen : null;
    shell.dispatch({ type: 'surface.changed', display });
    for (const peer of shell.state.peers.keys()) tell(peer);
  });

  return {
    current,
    has: (display) => displays.list().some(({ id }) => id === display),
    tell,
    close: stopListening,
  };
}
