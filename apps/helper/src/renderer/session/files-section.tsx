/** *Files for you*: what is offered, and what the customer does with it. Nothing is there where nothing was offered. */
import { FileProgress, formatBytes, useTexts, useUiChoices, type Translate } from '@alongside/ui';
import { Button } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import type { FileRef, FilesView, FileView } from '@alongside/protocol';
import classes from './files-section.module.css';

export type FileActions = {
  readonly save: (ref: FileRef, chooses: boolean) => void;
  readonly hold: (ref: FileRef, on: boolean) => void;
  readonly cancel: (ref: FileRef) => void;
  readonly show: (ref: FileRef) => void;
};

type FilesSectionProps = { readonly files: FilesView; readonly actions: FileActions };

export function FilesSection({ files, actions }: FilesSectionProps) {
  const t = useTexts();
  if (files.files.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="files">
      <h2 className={classes.heading} id="files">
        {t('files.forYou')}
      </h2>
      <ul className={classes.list}>
        {files.files.map((file) => (
          <FileItem
            key={`${file.peer} ${file.offer} ${file.file}`}
            file={file}
            files={files}
            actions={actions}
          />
        ))}
      </ul>
    </section>
  );
}

type FileItemProps = FilesSectionProps & { readonly file: FileView };

function FileItem({ file, files, actions }: FileItemProps) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const { name, size, from } = file;
  return (
    <li className={classes.file}>
      <IconFile className={classes.icon} size={22} stroke={1.75} aria-hidden />
      <div className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.detail}>
          {formatBytes(lang, size)} · {t('files.from', { name: from })}
        </span>
        <Standing file={file} />
        <div className={classes.buttons}>
          <Buttons file={file} files={files} actions={actions} />
        </div>
      </div>
    </li>
  );
}

function Standing({ file }: { readonly file: FileView }) {
  const t = useTexts();
  const { state, name, size } = file;
  switch (state.kind) {
    case 'offered':
      return null;
    case 'moving': {
      const held = state.held === null ? null : HELD[state.held](t);
      const { bytes, bytesPerSecond } = state;
      const label = t('files.progressOf', { name });
      return <FileProgress label={label} held={held} {...{ bytes, bytesPerSecond, size }} />;
    }
    case 'saved':
      return <span className={classes.saved}>{t('files.savedAs', { name: state.name })}</span>;
    case 'failed':
      return (
        <span className={classes.failed} role="alert">
          {t(`files.problem.${state.problem}`)}
        </span>
      );
    default:
      return <span className={classes.detail}>{t(`files.${state.kind}`)}</span>;
  }
}

const HELD: Readonly<Record<'paused' | 'sharing' | 'lost', (t: Translate) => string>> = {
  paused: (t) => t('files.heldPaused'),
  sharing: (t) => t('files.heldSharing'),
  lost: (t) => t('files.heldLost'),
};

function Buttons({ file, files, actions }: FileItemProps) {
  const t = useTexts();
  const { peer, offer, file: index, name, state } = file;
  const ref = { peer, offer, file: index };
  switch (state.kind) {
    case 'offered':
      return (
        <>
          <Button aria-label={t('files.saveNamed', { name })} onClick={() => actions.save(ref, false)}>
            {t('files.save')}
          </Button>
          {files.canChoose && (
            <Button
              variant="default"
              aria-label={t('files.saveNamedAs', { name })}
              onClick={() => actions.save(ref, true)}
            >
              {t('files.saveAs')}
            </Button>
          )}
        </>
      );
    case 'failed':
      return <Button onClick={() => actions.save(ref, false)}>{t('files.tryAgain')}</Button>;
    case 'saved':
      return files.canShow ? <Button onClick={() => actions.show(ref)}>{t('files.show')}</Button> : null;
    case 'moving': {
      const isPaused = state.held === 'paused';
      return (
        <>
          <Button onClick={() => actions.hold(ref, !isPaused)}>
            {isPaused ? t('files.resume') : t('files.pause')}
          </Button>
          <CancelButton onCancel={() => actions.cancel(ref)} />
        </>
      );
    }
    default:
      return <CancelButton onCancel={() => actions.cancel(ref)} />;
  }
}

function CancelButton({ onCancel }: { readonly onCancel: () => void }) {
  const t = useTexts();
  return (
    <Button variant="default" onClick={onCancel}>
      {t('files.cancel')}
    </Button>
  );
}
