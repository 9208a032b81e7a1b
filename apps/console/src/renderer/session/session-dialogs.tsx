/** The dialogs of the session window; one at a time. */

import type { Capability, Participant } from '@alongside/protocol';
import type { ShareWhat } from '@alongside/session';
import { useStore } from '@alongside/ui';
import type { ConsoleApp } from '../app/console-app.ts';
import { useObservable } from '../app/use-observable.ts';
import { EndDialog } from '../end/end-dialog.tsx';
import { LeaveDialog } from '../end/leave-dialog.tsx';
import { InviteDialog } from '../invite/invite-dialog.tsx';
import { ControlTakenDialog } from '../remote-control/control-taken-dialog.tsx';
import { RecordDialog } from '../recording/record-dialog.tsx';
import { ShareDialog } from '../share/share-dialog.tsx';
import type { StageView } from '../stage/stage-view.ts';
import { CommandPalette } from '../palette/command-palette.tsx';
import type { Command } from './commands.ts';
import type { SessionDesk } from './session-desk.ts';
import type { Dialog } from './use-session-panels.ts';

type SessionDialogsProps = {
  readonly app: ConsoleApp;
  readonly desk: SessionDesk;
  readonly dialog: Dialog;
  readonly view: StageView;
  readonly wanted: Capability;
  readonly what: ShareWhat;
  readonly customers: readonly Participant[];
  readonly commands: readonly Command[];
  /** People besides oneself. */
  readonly others: number;
  /** Only the lead ends it; others leave. */
  readonly isLead: boolean;
  /** A recording was begun: its panel opens. */
  readonly onRecording: () => void;
  readonly onClose: () => void;
};

export function SessionDialogs(props: SessionDialogsProps) {
  const { app, desk, dialog, commands, others, isLead, onClose } = props;
  const invite = useStore(desk.invitations.store, (state) => state);
  const site = useObservable(desk.link.state, (link) => link.site);
  const used = useObservable(desk.link.state, (link) => link.usedInvites);
  // The same notes as in their panel: closing the dialog to look something up loses nothing.
  const notes = useStore(desk.notes.store, ({ text }) => text);
  return (
    <>
      <InviteDialog
        opened={dialog === 'invite'}
        state={invite}
        joinPage={`${app.info.relay}/join`}
        used={used}
        calls={desk.calls}
        onClose={onClose}
        onMake={() => void desk.invitations.make(desk.link)}
        onCopy={(text) => app.copy(text)}
      />
      <EndDialog
        opened={dialog === 'end' && isLead}
        others={others}
        notes={notes}
        onNotes={(text) => {
          desk.notes.write(text);
        }}
        onClose={onClose}
        onEnd={(text) => app.end(desk, text)}
      />
      <LeaveDialog opened={dialog === 'end' && !isLead} onClose={onClose} onLeave={() => app.leave(desk)} />
      <ControlTakenDialog
        opened={dialog === 'taken'}
        desk={desk}
        customer={'customer' in props.view ? props.view.customer : undefined}
        capability={props.wanted}
        onClose={onClose}
      />
      <ShareDialog
        opened={dialog === 'share'}
        what={props.what}
        customers={props.customers}
        listSources={app.listSources}
        onClose={onClose}
        onShare={(choice) => desk.share.begin(choice)}
      />
      <RecordDialog
        opened={dialog === 'record'}
        site={site}
        canRecord={app.library.list !== null}
        loadPlace={app.library.place}
        choosePlace={app.library.choosePlace}
        onClose={onClose}
        onStart={(settings) => {
          desk.recording.begin(settings);
          props.onRecording();
        }}
      />
      <CommandPalette opened={dialog === 'palette'} commands={commands} onClose={onClose} />
    </>
  );
}
