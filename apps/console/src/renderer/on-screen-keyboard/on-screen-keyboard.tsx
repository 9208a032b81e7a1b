/** The keys that the keyboard of this desk lacks, or a hand that cannot press three at once: below the picture. */

import { ActionIcon, Tooltip } from '@mantine/core';
import { useTexts } from '@alongside/ui';
import type { InputSender } from '@alongside/ui';
import type { KeyCode } from '@alongside/protocol';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { ROWS } from './layout.ts';
import type { BoardKey } from './layout.ts';
import { pressAlone, pressSticky } from './sticky-keys.ts';
import type { StickyKeys } from './sticky-keys.ts';
import classes from './on-screen-keyboard.module.css';

type OnScreenKeyboardProps = {
  readonly sender: InputSender;
  /** Control is ours, with the keyboard. */
  readonly active: boolean;
  readonly onClose: () => void;
};

export function OnScreenKeyboard({ sender, active, onClose }: OnScreenKeyboardProps) {
  const t = useTexts();
  const [sticky, setSticky] = useState<StickyKeys>(new Map());
  const press = (code: KeyCode): void => {
    const step = pressSticky(sticky, code);
    setSticky(step.state);
    sender.send(step.commands);
  };
  const sendAlone = (): void => {
    const step = pressAlone(sticky);
    setSticky(step.state);
    sender.send(step.commands);
  };
  return (
    <section className={classes.board} aria-label={t('stage.keyboard')}>
      <header className={classes.head}>
        <span className={classes.hint}>{t('stage.keyboardHint')}</span>
        <button type="button" className={classes.alone} disabled={sticky.size === 0} onClick={sendAlone}>
          {t('stage.sendAlone')}
        </button>
        <Tooltip label={t('common.close')}>
          <ActionIcon aria-label={t('common.close')} onClick={onClose}>
            <IconX size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </header>
      {ROWS.map((row) => (
        <div key={row[0]?.code} className={classes.row}>
          {row.map((each) => (
            <Key
              key={each.code}
              board={each}
              stuck={sticky.get(each.code)}
              disabled={!active}
              onPress={press}
            />
          ))}
        </div>
      ))}
    </section>
  );
}

type KeyProps = {
  readonly board: BoardKey;
  readonly stuck: 'once' | 'locked' | undefined;
  readonly disabled: boolean;
  readonly onPress: (code: KeyCode) => void;
};

function Key({ board: { code, cap, upper, korean, width = 4 }, stuck, disabled, onPress }: KeyProps) {
  return (
    <button
      type="button"
      className={classes.key}
      style={{ flexGrow: width }}
      aria-label={[cap, upper, korean].filter((text) => text !== undefined).join(' ')}
      aria-pressed={stuck !== undefined}
      data-stuck={stuck}
      disabled={disabled}
      // Where the keyboard of this desk goes stays as it is.
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={() => {
        onPress(code);
      }}
    >
      <span>{cap}</span>
      {upper !== undefined && <span className={classes.upper}>{upper}</span>}
      {korean !== undefined && <span className={classes.korean}>{korean}</span>}
    </button>
  );
}
