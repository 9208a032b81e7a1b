/**
 * Which monitor or window is shared, as the authority knows it and as the system has it now. Tells those who may see it what
 * there is to choose from; decides nothing.
 */
import type { DisplayInfo, ParticipantId, PeerMessage } from '@alongside/protocol';
import type { AuthorityState } from '@alongside/session';
import type { AuthorityShell } from './authority-shell.ts';
import type { Displays, SharedSurface } from './ports.ts';

export type SharedDisplay = {
  /** The shared monitor; the primary one until somebody chose; undefined where there is none. */
  readonly current: () => DisplayInfo | undefined;
  /** What is shared: the chosen window, else the monitor. */
  readonly surface: () => SharedSurface | undefined;
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

  const current = () => currentOf(displays, shell.state);

  const tell = (peer: ParticipantId): void => {
    if (!shell.mayView(peer)) return;
    send(peer, {
      type: 'screen.displays',
      displays: [...displays.list()],
      shared: current()?.id ?? null,
      window: shell.state.surface.window?.title ?? null,
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
    surface: () => surfaceOf(displays, shell.state),
    has: (display) => displays.list().some(({ id }) => id === display),
    tell,
    close: stopListening,
  };
}

function currentOf(displays: Displays, { surface }: AuthorityState): DisplayInfo | undefined {
  const list = displays.list();
  return list.find(({ id }) => id === surface.display) ?? list.find(({ primary }) => primary) ?? list[0];
}

function surfaceOf(displays: Displays, state: AuthorityState): SharedSurface | undefined {
  const { window } = state.surface;
  if (window !== null) return { kind: 'window', window };
  const display = currentOf(displays, state);
  return display === undefined ? undefined : { kind: 'display', display };
}
