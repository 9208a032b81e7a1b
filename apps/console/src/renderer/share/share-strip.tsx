/** While this CSR shows something of their own: what, to whom, and the way to stop it. */

import { Button } from '@mantine/core';
import { useStore, useTexts } from '@alongside/ui';
import { isControl } from '@alongside/protocol';
import { IconScreenShare } from '@tabler/icons-react';
import { useObservable } from '../app/use-observable.ts';
import type { SessionDesk } from '../session/session-desk.ts';
import classes from './share-strip.module.css';

export function ShareStrip({ desk }: { readonly desk: SessionDesk }) {
  const t = useTexts();
  const share = useStore(desk.share.store, (state) => state);
  const allowed = useStore(desk.share.allowed, ({ grants }) =>
    grants.find(({ capability }) => isControl(capability)),
  );
  const people = useObservable(desk.link.state, ({ session }) => session?.participants ?? []);
  if (share.kind === 'off') return null;
  const watching = [...share.viewers].filter(([, viewer]) => viewer === 'watching').map(([id]) => id);
  const names = people.filter(({ id }) => watching.includes(id)).map(({ name }) => name);
  const what = share.what === 'desktop' ? t('share.yourDesktop') : t('share.yourApplication');
  return (
    <div className={classes.strip} role="status">
      <IconScreenShare size={18} stroke={1.75} aria-hidden />
      <span>
        {names.length === 0
          ? t('share.waiting', { what })
          : t('share.showing', { what, names: names.join(', ') })}
      </span>
      {allowed !== undefined && (
        <>
          <strong>{t('share.controlledBy', { name: allowed.name })}</strong>
          <Button
            size="xs"
            onClick={() => {
              desk.share.takeBack();
            }}
          >
            {t('share.takeBack')}
          </Button>
        </>
      )}
      <Button
        size="xs"
        onClick={() => {
          desk.share.end();
        }}
      >
        {t('control.stop')}
      </Button>
    </div>
  );
}
