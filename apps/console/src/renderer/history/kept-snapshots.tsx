/** Readings of customers' machines that were kept with a session: looked at and compared as in the session itself. */

import { Button } from '@mantine/core';
import type { KeptSnapshot, RecentSession, Result } from '@alongside/protocol';
import { ErrorState, LoadingState, useTexts } from '@alongside/ui';
import type { ErrorCode } from '@alongside/ui';
import { useState } from 'react';
import { SystemInfoPanel } from '../system-info/system-info-panel.tsx';
import type { SystemInfoPanelProps } from '../system-info/system-info-panel.tsx';

export type LoadSnapshots = (
  session: RecentSession['id'],
) => Promise<Result<readonly KeptSnapshot[], ErrorCode>>;

type KeptSnapshotsProps = Pick<SystemInfoPanelProps, 'onCopy' | 'onSave'> & {
  readonly session: RecentSession['id'];
  readonly count: number;
  readonly load: LoadSnapshots;
};

type Loaded = Result<readonly KeptSnapshot[], ErrorCode> | 'loading' | null;

export function KeptSnapshots({ session, count, load, onCopy, onSave }: KeptSnapshotsProps) {
  const t = useTexts();
  const [loaded, setLoaded] = useState<Loaded>(null);
  if (count === 0) return null;
  const open = (): void => {
    setLoaded('loading');
    void load(session).then(setLoaded);
  };
  if (loaded === null) {
    return (
      <Button variant="default" onClick={open}>
        {t('history.snapshots', { count })}
      </Button>
    );
  }
  if (loaded === 'loading') return <LoadingState />;
  if (!loaded.ok) return <ErrorState code={loaded.code} showCode onRetry={open} />;
  return (
    <SystemInfoPanel
      name={loaded.value[0]?.name ?? ''}
      snapshots={loaded.value.map(({ id, at, reports }) => ({ id, at, reports, state: 'whole' }))}
      isAsked={false}
      onRequest={null}
      onCopy={onCopy}
      onSave={onSave}
    />
  );
}
