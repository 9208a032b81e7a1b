/** *Your windows*: the ones that may be shared, each with a picture of what it shows now. */
import { PictureChoices, useTexts } from '@alongside/ui';
import { Button, Loader } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import type { WindowChoice } from '../../contract/consent-contract.ts';
import classes from './window-picker.module.css';

type WindowPickerProps = {
  readonly list: ListWindows;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

export type ListWindows = () => Promise<readonly WindowChoice[]>;

export function WindowPicker({ list, chosen, onChoose }: WindowPickerProps) {
  const t = useTexts();
  const titleId = useId();
  const { windows, lookAgain } = useWindows(list);
  return (
    <section className={classes.picker} aria-labelledby={titleId}>
      <div className={classes.head}>
        <h2 className={classes.title} id={titleId}>
          {t('consent.windows')}
        </h2>
        <Button variant="subtle" size="compact-sm" onClick={lookAgain}>
          {t('consent.windowsAgain')}
        </Button>
      </div>
      {windows === null && (
        <p className={classes.empty}>
          <Loader size={16} aria-hidden /> {t('consent.windowsLoading')}
        </p>
      )}
      {windows?.length === 0 && <p className={classes.empty}>{t('consent.windowsNone')}</p>}
      <PictureChoices
        label={t('consent.windows')}
        choices={(windows ?? []).map((window) => ({
          ...window,
          title: window.title || t('consent.windowUnnamed'),
        }))}
        chosen={chosen}
        onChoose={onChoose}
      />
    </section>
  );
}

function useWindows(list: ListWindows) {
  const [windows, setWindows] = useState<readonly WindowChoice[] | null>(null);
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    let isThere = true;
    void list().then((listed) => {
      if (isThere) setWindows(listed);
    });
    return () => {
      isThere = false;
    };
  }, [list, looks]);
  return {
    windows,
    lookAgain: () => {
      setWindows(null);
      setLooks(looks + 1);
    },
  };
}
