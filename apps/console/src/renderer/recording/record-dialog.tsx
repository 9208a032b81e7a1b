/** The dialog *Recording settings*: what, how well, where; then *Start recording*. */

import { Button, Checkbox, Modal, NativeSelect } from '@mantine/core';
import { formatBytes, useTexts, useUiChoices } from '@alongside/ui';
import type { Site } from '@alongside/protocol';
import { useEffect, useState } from 'react';
import type { RecordingPlace } from './recording-library.ts';
import { QUALITIES, USUAL_SETTINGS } from './settings.ts';
import type { RecordingQuality, RecordingSettings } from './settings.ts';
import classes from './recording.module.css';

type RecordDialogProps = {
  readonly opened: boolean;
  /** Null while that is not known. */
  readonly site: Site | null;
  /** Whether this console has a disk to record to. */
  readonly canRecord: boolean;
  readonly loadPlace: () => Promise<RecordingPlace | null>;
  readonly choosePlace: () => Promise<RecordingPlace | null>;
  readonly onClose: () => void;
  readonly onStart: (settings: RecordingSettings) => void;
};

export function RecordDialog(props: RecordDialogProps) {
  const { opened, site, canRecord, onClose } = props;
  const t = useTexts();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('recording.settings')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {!canRecord && <p className={classes.body}>{t('recording.desktopOnly')}</p>}
      {canRecord && site?.recording.allowed === false && (
        <p className={classes.body}>{t('recording.notAllowed')}</p>
      )}
      {canRecord && site?.recording.allowed !== false && <SettingsForm {...props} />}
    </Modal>
  );
}

function SettingsForm({ site, loadPlace, choosePlace, onClose, onStart }: RecordDialogProps) {
  const t = useTexts();
  const [settings, setSettings] = useState(USUAL_SETTINGS);
  const change = (changed: Partial<RecordingSettings>): void => {
    setSettings({ ...settings, ...changed });
  };
  const isEmpty = !settings.screen && !settings.ownVoice && !settings.otherVoices;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        onStart(settings);
        onClose();
      }}
    >
      <p className={classes.body}>{t('recording.settingsBody')}</p>
      <fieldset className={classes.what}>
        <legend>{t('recording.what')}</legend>
        {(['screen', 'ownVoice', 'otherVoices'] as const).map((part) => (
          <Checkbox
            key={part}
            label={t(`recording.${part}`)}
            checked={settings[part]}
            onChange={({ currentTarget }) => {
              change({ [part]: currentTarget.checked });
            }}
          />
        ))}
      </fieldset>
      <NativeSelect
        label={t('recording.quality')}
        value={settings.quality}
        disabled={!settings.screen}
        data={Object.keys(QUALITIES).map((quality) => ({
          value: quality,
          label: t(`recording.qualityOf.${quality as RecordingQuality}`),
        }))}
        onChange={({ currentTarget }) => {
          change({ quality: currentTarget.value as RecordingQuality });
        }}
      />
      <Place loadPlace={loadPlace} choosePlace={choosePlace} />
      {site?.recording.encrypted === true && <p className={classes.body}>{t('recording.sealed')}</p>}
      <Button type="submit" variant="filled" disabled={isEmpty} data-autofocus>
        {t('recording.start')}
      </Button>
    </form>
  );
}

function Place({ loadPlace, choosePlace }: Pick<RecordDialogProps, 'loadPlace' | 'choosePlace'>) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const [place, setPlace] = useState<RecordingPlace | null>(null);
  useEffect(() => {
    let isHere = true;
    void loadPlace().then((loaded) => {
      if (isHere) setPlace(loaded);
    });
    return () => {
      isHere = false;
    };
  }, [loadPlace]);
  return (
    <div className={classes.place}>
      <span className={classes.placeLabel}>{t('recording.where')}</span>
      <span className={classes.folder} translate="no">
        {place?.folder}
      </span>
      {place !== null && place.freeBytes !== null && (
        <span className={classes.free}>
          {t('recording.free', { size: formatBytes(lang, place.freeBytes) })}
        </span>
      )}
      <Button size="xs" onClick={() => void choosePlace().then(setPlace)}>
        {t('recording.choose')}
      </Button>
    </div>
  );
}
