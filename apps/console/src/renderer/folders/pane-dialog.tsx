/** A name for what is new or renamed, and the last question before something is deleted. */

import { Button, Modal, TextInput } from '@mantine/core';
import { shownFileName } from '@alongside/protocol';
import { useTexts } from '@alongside/ui';
import { useState } from 'react';
import type { FolderSource } from './folder-source.ts';
import classes from './folders.module.css';
import type { Pane } from './use-pane.ts';

export type PaneDialogKind = 'make' | 'rename' | 'remove';

type PaneDialogProps = {
  readonly kind: PaneDialogKind | null;
  readonly pane: Pane;
  readonly source: FolderSource;
  readonly customer: string | null;
  readonly onClose: () => void;
};

export function PaneDialog(props: PaneDialogProps) {
  const { kind, pane, customer, onClose } = props;
  const t = useTexts();
  const [name] = pane.chosen;
  const title: Readonly<Record<PaneDialogKind, string>> = {
    make: t('folders.newFolder'),
    rename: t('folders.rename'),
    remove: t('folders.removeTitle', { count: pane.chosen.size, name: shownFileName(name ?? '') }),
  };
  return (
    <Modal opened={kind !== null} title={kind === null ? '' : title[kind]} onClose={onClose}>
      {kind === 'remove' && <Removing {...props} />}
      {(kind === 'make' || kind === 'rename') && (
        <Naming key={kind} {...props} kind={kind} name={name ?? ''} />
      )}
      {customer !== null && <p className={classes.small}>{t('folders.removeAsked', { name: customer })}</p>}
    </Modal>
  );
}

function Removing({ pane, source, onClose }: PaneDialogProps) {
  const t = useTexts();
  return (
    <>
      <p className={classes.dialogText}>{t('folders.removeBody')}</p>
      <div className={classes.dialogButtons}>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('folders.cancel')}
        </Button>
        <Button
          color="red"
          onClick={() => {
            void pane.act(source.remove(pane.pathsOf(pane.chosen)));
            onClose();
          }}
        >
          {t('folders.remove')}
        </Button>
      </div>
    </>
  );
}

type NamingProps = PaneDialogProps & { readonly kind: 'make' | 'rename'; readonly name: string };

function Naming({ kind, name, pane, source, onClose }: NamingProps) {
  const t = useTexts();
  const [typed, setTyped] = useState(kind === 'rename' ? name : '');
  const { listing } = pane;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const [path] = pane.pathsOf(pane.chosen);
        if (typed === '' || listing === null) return;
        if (kind === 'make') void pane.act(source.make(listing.path, typed));
        else if (path !== undefined) void pane.act(source.rename(path, typed));
        onClose();
      }}
    >
      <TextInput
        data-autofocus
        label={kind === 'make' ? t('folders.newFolderName') : t('folders.newName')}
        value={typed}
        maxLength={200}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <div className={classes.dialogButtons}>
        <Button variant="default" onClick={onClose}>
          {t('folders.cancel')}
        </Button>
        <Button type="submit" disabled={typed === ''}>
          {kind === 'make' ? t('folders.create') : t('folders.rename')}
        </Button>
      </div>
    </form>
  );
}
