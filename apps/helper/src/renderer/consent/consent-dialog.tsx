/**
 * One question in a sentence, what it means, how to undo it, and two buttons of the same size. Decline has the focus
 * and Escape; Allow is dead for its first 800 ms, for the keyboard too.
 */
import { ALLOW_DELAY_MS, isControl, isOnce, NO_LIMITS, PANIC_KEY, surfaceOf } from '@alongside/protocol';
import { KeyCaps, safetyWordsOf, useNow, useTexts, useUiChoices } from '@alongside/ui';
import { Button, Checkbox } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import type { PromptView } from '../../contract/consent-contract.ts';
import { VerifiedMark } from '../look/verified-mark.tsx';
import { FilesAskedList } from './files-asked.tsx';
import { FoldersChoice, type FolderChoices } from './folders-choice.tsx';
import { LimitsChoice } from './limits-choice.tsx';
import type { Answer } from './use-prompt.ts';
import { WindowPicker, type ListWindows } from './window-picker.tsx';
import { WORDINGS } from './wordings.ts';
import classes from './consent-dialog.module.css';

type ConsentDialogProps = {
  readonly prompt: PromptView;
  readonly onAnswer: Answer;
  readonly listWindows: ListWindows;
  readonly folderChoices: FolderChoices;
};

export function ConsentDialog({ prompt, onAnswer, listWindows, folderChoices }: ConsentDialogProps) {
  const t = useTexts();
  const titleId = useId();
  const [allowAll, setAllowAll] = useState(false);
  const [limits, setLimits] = useState(NO_LIMITS);
  const [window, setWindow] = useState<string | null>(null);
  const { capability } = prompt;
  const surface = surfaceOf(capability);
  const isLimited = limits.minutes !== null || limits.mouseOnly;
  const isAllPossible = surface !== null || capability === 'use-files';
  const isChosen = surface !== 'application' || window !== null;
  const hasFolders = limits.folders === null || limits.folders.length > 0;
  return (
    <div className={classes.dialog} role="dialog" aria-modal aria-labelledby={titleId}>
      {/* Scrolled by keyboard, so it has to take focus. */}
      <div className={classes.matter} tabIndex={0}>
        <Question prompt={prompt} titleId={titleId} />
        {(isControl(capability) || surface === null) && <Words prompt={prompt} />}
        {surface === 'application' && (
          <WindowPicker list={listWindows} chosen={window} onChoose={setWindow} />
        )}
        {!isOnce(capability) && <StopHint prompt={prompt} />}
        {capability === 'browse-files' && (
          <FoldersChoice
            choices={folderChoices}
            folders={limits.folders}
            onChange={(folders) => setLimits({ ...limits, folders })}
          />
        )}
        {isAllPossible && (
          <AllowAll
            hint={capability === 'use-files' ? t('folders.allowAllHint') : t('consent.allowAllHint')}
            isChecked={allowAll && !isLimited}
            isOff={isLimited}
            onChange={setAllowAll}
          />
        )}
        {!isOnce(capability) && <LimitsChoice capability={capability} limits={limits} onChange={setLimits} />}
      </div>
      <Foot
        prompt={prompt}
        isComplete={isChosen && hasFolders}
        onDecline={() => onAnswer({ answer: 'decline', allowAll: false, limits: NO_LIMITS, window: null })}
        onAllow={() => onAnswer({ answer: 'allow', allowAll: allowAll && !isLimited, limits, window })}
      />
    </div>
  );
}

function Question({ prompt, titleId }: { readonly prompt: PromptView; readonly titleId: string }) {
  const t = useTexts();
  const { icon: Icon, title, means } = WORDINGS[prompt.capability];
  const { name, organisation, takesFrom } = prompt;
  return (
    <>
      <div className={classes.head}>
        <span className={classes.icon} aria-hidden>
          <Icon size={26} stroke={1.75} />
        </span>
        <h1 className={classes.title} id={titleId}>
          {title(t, { who: organisation === null ? name : t('consent.who', { name, organisation }) }, prompt)}
        </h1>
      </div>
      <p className={classes.means}>{means(t, prompt)}</p>
      {prompt.files !== null && <FilesAskedList files={prompt.files} />}
      {takesFrom !== null && <p className={classes.means}>{t('consent.takesFrom', { name: takesFrom })}</p>}
      {organisation !== null && (
        <p className={classes.small}>
          <VerifiedMark verified={prompt.verified} />
          {!prompt.verified && t('consent.notVerified')}
        </p>
      )}
    </>
  );
}

type AllowAllProps = {
  readonly hint: string;
  readonly isChecked: boolean;
  /** A yes with limits is none to everything. */
  readonly isOff: boolean;
  readonly onChange: (isChecked: boolean) => void;
};

function AllowAll({ hint, isChecked, isOff, onChange }: AllowAllProps) {
  const t = useTexts();
  return (
    <Checkbox
      label={t('consent.allowAll')}
      description={hint}
      checked={isChecked}
      disabled={isOff}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

type FootProps = {
  readonly prompt: PromptView;
  /** Nothing is left to choose. */
  readonly isComplete: boolean;
  readonly onDecline: () => void;
  readonly onAllow: () => void;
};

function Foot({ prompt, isComplete, onDecline, onAllow }: FootProps) {
  const t = useTexts();
  const isReady = useDelay(prompt.requestId);
  const decline = useFocus(prompt.requestId);
  useEscape(onDecline);
  return (
    <div className={classes.foot}>
      <div className={classes.buttons}>
        <Button ref={decline} onClick={onDecline}>
          {t('consent.decline')}
        </Button>
        <Button disabled={!isReady || !isComplete} onClick={onAllow}>
          {t('consent.allow')}
        </Button>
      </div>
      <Expiry prompt={prompt} />
    </div>
  );
}

function Words({ prompt }: { readonly prompt: PromptView }) {
  const t = useTexts();
  const { lang } = useUiChoices();
  if (prompt.words.length === 0) return null;
  return (
    <div className={classes.words}>
      <p className={classes.question}>
        {prompt.wordsProved ? t('trust.matched') : t('helper.sameWords', { name: prompt.name })}
      </p>
      <ol className={classes.list} aria-label={t('trust.title')} translate="no">
        {safetyWordsOf(prompt.words, lang).map((word) => (
          <li key={word} className={classes.word}>
            {word}
          </li>
        ))}
      </ol>
    </div>
  );
}

function StopHint({ prompt }: { readonly prompt: PromptView }) {
  const t = useTexts();
  if (prompt.keyNames === 'none') return null;
  return (
    <p className={classes.small}>
      {t('helper.panic')}
      <KeyCaps keys={prompt.keyNames === 'mac' ? PANIC_KEY.macLabelParts : PANIC_KEY.labelParts} />
    </p>
  );
}

function Expiry({ prompt }: { readonly prompt: PromptView }) {
  const t = useTexts();
  // The question's clock is the trusted side's; only what passes since is counted here.
  const [shownAt] = useState(() => Date.now());
  const now = useNow(500);
  const leftMs = prompt.expiresAt - prompt.now - (now - shownAt);
  return (
    <p className={classes.expires} role="timer" aria-live="off">
      {t('consent.expiresIn', { seconds: Math.max(0, Math.ceil(leftMs / 1_000)) })}
    </p>
  );
}

/** True once the question has been on screen long enough to be read; anew for every question. */
function useDelay(requestId: string): boolean {
  const [readyFor, setReadyFor] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setReadyFor(requestId), ALLOW_DELAY_MS);
    return () => clearTimeout(timer);
  }, [requestId]);
  return readyFor === requestId;
}

function useFocus(requestId: string): React.RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement | null>(null);
  useEffect(() => button.current?.focus(), [requestId]);
  return button;
}

function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onEscape();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
