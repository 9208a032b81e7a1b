/** Ctrl+K: every command by name, with its shortcut. */

import { Modal, TextInput } from '@mantine/core';
import { KeyCaps, useTexts } from '@alongside/ui';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { searchCommands } from '../session/commands.ts';
import type { Command } from '../session/commands.ts';
import classes from './command-palette.module.css';

type CommandPaletteProps = {
  readonly opened: boolean;
  readonly commands: readonly Command[];
  readonly onClose: () => void;
};

export function CommandPalette({ opened, commands, onClose }: CommandPaletteProps) {
  const t = useTexts();
  return (
    // In parts, since the name belongs on the dialog itself and there is no title to show.
    <Modal.Root opened={opened} onClose={onClose} size={480} padding={0} yOffset="16vh">
      <Modal.Overlay />
      <Modal.Content radius="lg" aria-label={t('palette.title')}>
        <Modal.Body>
          <PaletteList commands={commands} onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteList({ commands, onClose }: Omit<CommandPaletteProps, 'opened'>) {
  const t = useTexts();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const found = searchCommands(
    commands.filter(({ id }) => id !== 'palette'),
    text,
  );
  const chosen = found[Math.min(at, found.length - 1)];

  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 && event.key !== 'Enter') return;
    event.preventDefault();
    if (step === 0) run(chosen);
    else if (found.length > 0)
      setAt((now) => (Math.min(now, found.length - 1) + step + found.length) % found.length);
  };

  return (
    <div>
      <TextInput
        data-autofocus
        variant="unstyled"
        className={classes.search ?? ''}
        leftSection={<IconSearch size={16} stroke={1.75} />}
        placeholder={t('palette.search')}
        role="combobox"
        aria-label={t('palette.search')}
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={chosen === undefined ? undefined : `palette-${chosen.id}`}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id="palette-list" className={classes.list} role="listbox" aria-label={t('palette.title')}>
        {found.map((command) => (
          <li
            key={command.id}
            id={`palette-${command.id}`}
            role="option"
            aria-selected={command === chosen}
            className={classes.option}
            onPointerMove={() => {
              setAt(found.indexOf(command));
            }}
            onClick={() => {
              run(command);
            }}
          >
            <span>{command.label}</span>
            {command.keys !== undefined && <KeyCaps keys={command.keys} />}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={classes.nothing}>{t('palette.nothing')}</p>}
    </div>
  );
}
