/** A value to copy, with its button and what it is for. */

import { Button, TextInput } from '@mantine/core';
import { useTexts } from '@alongside/ui';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { Ref } from 'react';
import classes from './copy-field.module.css';

type CopyFieldProps = {
  readonly label: string;
  readonly copyLabel: string;
  readonly hint: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly code?: boolean;
  readonly prominent?: boolean;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly onCopy: (text: string) => Promise<boolean>;
};

type Copied = 'no' | 'yes' | 'refused';

export function CopyField(props: CopyFieldProps) {
  const {
    label,
    copyLabel,
    hint,
    value,
    disabled,
    code = false,
    prominent = false,
    buttonRef,
    onCopy,
  } = props;
  const t = useTexts();
  const [copied, setCopied] = useState<Copied>('no');
  const copy = async (): Promise<void> => {
    setCopied((await onCopy(value)) ? 'yes' : 'refused');
  };
  return (
    <div className={classes.field} data-over={disabled}>
      <TextInput
        label={label}
        readOnly
        value={value}
        classNames={{ input: code ? (classes.code ?? '') : (classes.link ?? '') }}
        error={copied === 'refused' ? t('errors.clipboard-refused') : undefined}
        onFocus={(event) => {
          event.currentTarget.select();
        }}
      />
      <Button
        ref={buttonRef}
        className={classes.copy ?? ''}
        variant={prominent && copied !== 'yes' && !disabled ? 'filled' : 'default'}
        aria-label={copyLabel}
        data-autofocus={prominent ? true : undefined}
        disabled={disabled}
        leftSection={
          copied === 'yes' ? <IconCheck size={16} stroke={2} /> : <IconCopy size={16} stroke={1.75} />
        }
        onClick={() => void copy()}
      >
        {copied === 'yes' ? t('common.copied') : t('common.copy')}
      </Button>
      <p className={classes.hint}>{hint}</p>
    </div>
  );
}
