/** After *Stop here*: it is over, and what to do now. */
import { useTexts } from '@alongside/ui';
import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { AppFrame } from '../look/app-frame.tsx';
import { Note } from '../look/note.tsx';
import classes from './ended-screen.module.css';

type StoppedScreenProps = { readonly onAgain: () => void; readonly onClose: (() => void) | null };

export function StoppedScreen({ onAgain, onClose }: StoppedScreenProps) {
  const t = useTexts();
  return (
    <AppFrame
      foot={
        <div className={classes.buttons}>
          <Button onClick={onAgain}>{t('join.joinAgain')}</Button>
          {onClose !== null && (
            <Button variant="filled" onClick={onClose}>
              {t('join.closeWindow')}
            </Button>
          )}
        </div>
      }
    >
      <div className={classes.head}>
        <span className={classes.done} aria-hidden>
          <IconShieldCheck size={28} stroke={1.75} />
        </span>
        <h1 className={classes.title}>{t('join.stoppedTitle')}</h1>
        <p className={classes.body}>{t('join.stoppedBody')}</p>
      </div>
      <Note
        tone="plain"
        icon={<IconShieldCheck size={20} stroke={1.75} />}
        title={t('helper.stoppedNextTitle')}
      >
        {t('helper.stoppedNextBody')}
      </Note>
    </AppFrame>
  );
}
