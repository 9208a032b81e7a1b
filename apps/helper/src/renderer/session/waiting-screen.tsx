/** Waiting to be let in: nothing is visible yet, and the way out is one button. */
import { useTexts } from '@alongside/ui';
import { Button } from '@mantine/core';
import { IconDoor } from '@tabler/icons-react';
import type { Machine } from '@alongside/protocol';
import { AppFrame } from '../look/app-frame.tsx';
import { RelayNote, type RelayTrouble } from './relay-note.tsx';
import { MachineNotes } from './machine-notes.tsx';
import { ScamNote } from './scam-note.tsx';
import classes from './waiting-screen.module.css';

type WaitingScreenProps = {
  readonly name: string;
  readonly organisation: string;
  readonly machine: Machine | null;
  readonly trouble: RelayTrouble | null;
  readonly onLeave: () => void;
  readonly onStopHere: () => void;
};

export function WaitingScreen(props: WaitingScreenProps) {
  const { name, organisation, machine, trouble, onLeave, onStopHere } = props;
  const t = useTexts();
  return (
    <AppFrame
      foot={
        <Button fullWidth onClick={onLeave}>
          {t('helper.stop')}
        </Button>
      }
    >
      <div className={classes.centre} role="status">
        <span className={classes.pulse} aria-hidden>
          <IconDoor size={32} stroke={1.5} />
        </span>
        <h1 className={classes.title}>{t('join.lobbyTitle')}</h1>
        <p className={classes.body}>{t('helper.lobbyBody', { name, organisation })}</p>
      </div>
      {trouble !== null && <RelayNote trouble={trouble} />}
      {machine !== null && <MachineNotes machine={machine} />}
      <ScamNote onStop={onStopHere} />
    </AppFrame>
  );
}
