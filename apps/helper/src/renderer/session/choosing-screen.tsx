/** In a browser, on an invitation's own page: who invites, and the two ways in. */
import { useTexts } from '@alongside/ui';
import { Button } from '@mantine/core';
import { AppFrame } from '../look/app-frame.tsx';
import { InviterCard } from './inviter-card.tsx';
import type { Inviter } from './preview-desk.ts';
import { ScamNote } from './scam-note.tsx';
import join from './join-screen.module.css';
import classes from './choosing-screen.module.css';

type ChoosingScreenProps = {
  readonly inviter: Inviter;
  /** The link that opens the program. */
  readonly deepLink: string;
  readonly onBrowser: () => void;
  readonly onStopHere: () => void;
};

export function ChoosingScreen({ inviter, deepLink, onBrowser, onStopHere }: ChoosingScreenProps) {
  const t = useTexts();
  return (
    <AppFrame>
      <h1 className={join.title}>{t('helper.chooseTitle')}</h1>
      <InviterCard inviter={inviter} />
      <div className={classes.way}>
        <Button component="a" href={deepLink} variant="filled" fullWidth>
          {t('helper.chooseOpen')}
        </Button>
        <p className={classes.hint}>{t('helper.chooseOpenHint')}</p>
      </div>
      <div className={classes.way}>
        <Button onClick={onBrowser} fullWidth>
          {t('helper.chooseBrowser')}
        </Button>
        <p className={classes.hint}>{t('helper.chooseBrowserHint')}</p>
      </div>
      <ScamNote onStop={onStopHere} />
    </AppFrame>
  );
}
