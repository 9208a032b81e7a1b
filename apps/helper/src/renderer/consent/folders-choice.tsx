/** What somebody may look through: everything, or folders that are chosen here. */
import { MAX_ALLOWED_FOLDERS, type FolderPlace } from '@alongside/protocol';
import { useTexts } from '@alongside/ui';
import { Button, Checkbox, Radio } from '@mantine/core';
import { useEffect, useState } from 'react';
import classes from './folders-choice.module.css';

/** Where the choice comes from: the trusted side, which alone knows the disk. */
export type FolderChoices = {
  readonly list: () => Promise<{ readonly places: readonly FolderPlace[]; readonly canChoose: boolean }>;
  readonly choose: () => Promise<string | null>;
};

type FoldersChoiceProps = {
  readonly choices: FolderChoices;
  /** Null: all. */
  readonly folders: readonly string[] | null;
  readonly onChange: (folders: string[] | null) => void;
};

export function FoldersChoice({ choices, folders, onChange }: FoldersChoiceProps) {
  const t = useTexts();
  const { places, canChoose, add } = usePlaces(choices);
  const chosen = folders ?? [];
  const isFull = chosen.length >= MAX_ALLOWED_FOLDERS;
  return (
    <Radio.Group
      label={t('folders.whichFolders')}
      value={folders === null ? 'all' : 'only'}
      onChange={(which) => onChange(which === 'all' ? null : [])}
    >
      <div className={classes.choices}>
        <Radio value="all" label={t('folders.allFolders')} />
        <Radio value="only" label={t('folders.onlyFolders')} />
        {folders !== null && (
          <div className={classes.box}>
            {places.map(({ kind, path }) => (
              <Checkbox
                key={path}
                label={kind === 'folder' || kind === 'drive' ? path : t(`folders.place.${kind}`)}
                description={kind === 'folder' || kind === 'drive' ? undefined : path}
                checked={chosen.includes(path)}
                disabled={isFull && !chosen.includes(path)}
                onChange={(event) =>
                  onChange(
                    event.currentTarget.checked ? [...chosen, path] : chosen.filter((each) => each !== path),
                  )
                }
              />
            ))}
            {canChoose && (
              <Button
                variant="default"
                size="sm"
                disabled={isFull}
                onClick={() =>
                  void choices.choose().then((path) => {
                    if (path === null) return;
                    add(path);
                    onChange([...chosen.filter((each) => each !== path), path]);
                  })
                }
              >
                {t('folders.addFolder')}
              </Button>
            )}
            {chosen.length === 0 && <p className={classes.hint}>{t('folders.chooseOne')}</p>}
          </div>
        )}
      </div>
    </Radio.Group>
  );
}

function usePlaces(choices: FolderChoices) {
  const [listed, setListed] = useState<{ places: readonly FolderPlace[]; canChoose: boolean }>({
    places: [],
    canChoose: false,
  });
  useEffect(() => {
    let isThere = true;
    void choices.list().then((found) => {
      if (isThere) setListed(found);
    });
    return () => {
      isThere = false;
    };
  }, [choices]);
  const add = (path: string): void =>
    setListed((now) =>
      now.places.some((place) => place.path === path)
        ? now
        : { ...now, places: [...now.places, { kind: 'folder', path }] },
    );
  return { ...listed, add };
}
