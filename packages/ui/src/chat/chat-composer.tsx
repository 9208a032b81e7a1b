/** Recipient, message, send. Enter sends, unless a Korean syllable is being composed or Shift is held. */

import { ActionIcon, NativeSelect, Textarea, Tooltip } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { KeyCaps } from '../feedback/key-caps.tsx';
import { useTexts } from '../provider/ui-choices.ts';
import type { Translate } from '../i18n/i18n.ts';
import { chatRecipients, isSendKey, recipientOf } from './chat-input.ts';
import type { ChatPerson, ChatTarget } from './chat-types.ts';
import classes from './chat-panel.module.css';

const SEND_KEYS = ['Enter'] as const;
/** The schema's bound on a message; a field that lets more in would lose it at the wire. */
const MAX_LENGTH = 4_000;

type ChatComposerProps = {
  readonly people: readonly ChatPerson[];
  readonly to: ChatTarget;
  readonly onTo: (to: ChatTarget) => void;
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly onSend: (text: string, to: ChatTarget) => void;
  readonly withCsrScope?: boolean;
};

export function ChatComposer(props: ChatComposerProps) {
  const { people, onTo, draft, onDraft, onSend, withCsrScope = true } = props;
  const t = useTexts();
  const recipients = chatRecipients(people, withCsrScope);
  const to = recipients.includes(props.to) ? props.to : (recipients[0] ?? 'everyone');
  const isAlone = !people.some(({ present }) => present);
  const canSend = !isAlone && draft.trim() !== '';

  const send = (): void => {
    if (!canSend) return;
    onSend(draft.trim(), to);
    onDraft('');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (!isSendKey(event.nativeEvent)) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label className={classes.to}>
        <span>{t('chat.to')}</span>
        <NativeSelect
          variant="unstyled"
          className={classes.select ?? ''}
          aria-label={t('chat.to')}
          value={to}
          disabled={isAlone}
          data={recipients.map((value) => ({ value, label: labelOf(t, value, people) }))}
          onChange={(event) => {
            const chosen = recipientOf(recipients, event.currentTarget.value);
            if (chosen !== undefined) onTo(chosen);
          }}
        />
      </label>
      <div className={classes.field}>
        <Textarea
          aria-label={t('chat.message')}
          aria-description={t('chat.keys')}
          placeholder={t('chat.placeholder')}
          classNames={{ input: classes.message ?? '' }}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={MAX_LENGTH}
          value={draft}
          onChange={(event) => {
            onDraft(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
        <Tooltip label={<KeyCaps keys={SEND_KEYS} />} position="left">
          <ActionIcon
            type="submit"
            className={classes.send ?? ''}
            variant="filled"
            aria-label={t('chat.send')}
            disabled={!canSend}
          >
            <IconSend2 size={16} stroke={2} />
          </ActionIcon>
        </Tooltip>
      </div>
      <p className={classes.hint}>{isAlone ? t('chat.nobody') : hintOf(t, to, people)}</p>
    </form>
  );
}

function labelOf(t: Translate, target: ChatTarget, people: readonly ChatPerson[]): string {
  if (target === 'everyone') return t('chat.everyone');
  if (target === 'csrs') return t('chat.csrs');
  return people.find((person) => person.id === target)?.name ?? t('common.unknownName');
}

function hintOf(t: Translate, target: ChatTarget, people: readonly ChatPerson[]): string {
  if (target === 'everyone') return t('chat.seenByEveryone');
  if (target === 'csrs') return t('chat.seenByCsrs');
  return t('chat.seenByOne', { name: labelOf(t, target, people) });
}
