/**
 * One question in a sentence, what it means, how to undo it, and two buttons of the same size. Decline has the focus
 * and Escape; Allow is dead for its first 800 ms, for the keyboard too.
 */
import { ALLOW_DELAY_MS, type Capability } from '@alongside/protocol';
import { PANIC_KEY } from '@alongside/protocol';
import { KeyCaps, safetyWordsOf, useNow, useTexts, useUiChoices, type Translate } from '@alongside/ui';
import { Button, Checkbox } from '@mantine/core';
import { IconEye, IconPointer } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { PromptView } from '../../contract/consent-contract.ts';
import { VerifiedMark } from '../look/verified-mark.tsx';
import type { Answer } from './use-prompt.ts';
import classes from './consent-dialog.module.css';

type ConsentDialogProps = { readonly prompt: PromptView; readonly onAnswer: Answer };

type Who = { readonly name: string; readonly organisation: string };
type Wording = {
  readonly icon: typeof IconEye;
  readonly title: (t: Translate, who: Who) => string;
  readonly means: (t: Translate) => string;
};

const WORDINGS: Readonly<Record<Capability, Wording>> = {
  'view-desktop': {
    icon: IconEye,
    title: (t, who) => t('consent.viewTitle', who),
    means: (t) => t('consent.viewMeans'),
  },
  'control-desktop': {
    icon: IconPointer,
    title: (t, who) => t('consent.controlTitle', who),
    means: (t) => t('consent.controlMeans'),
  },
};

export function ConsentDialog({ prompt, onAnswer }: ConsentDialogProps) {
  const t = useTexts();
  const titleId = useId();
  const [allowAll, setAllowAll] = useState(false);
  const isReady = useDelay(prompt.requestId);
  const decline = useFocus(prompt.requestId);
  useEscape(() => onAnswer('decline', false));
  const { icon: Icon, title, means } = WORDINGS[prompt.capability];
  const { name, organisation } = prompt;
  return (
    <div className={classes.dialog} role="dialog" aria-modal aria-labelledby={titleId}>
      <div className={classes.head}>
        <span className={classes.icon} aria-hidden>
          <Icon size={26} stroke={1.75} />
        </span>
        <h1 className={classes.title} id={titleId}>
          {title(t, { name, organisation })}
        </h1>
      </div>
      <p className={classes.means}>{means(t)}</p>
      <p className={classes.small}>
        <VerifiedMark verified={prompt.verified} />
        {!prompt.verified && t('consent.notVerified')}
      </p>
      {prompt.capability === 'control-desktop' && <Words prompt={prompt} />}
      <StopHint prompt={prompt} />
      <Checkbox
        label={t('consent.allowAll')}
        description={t('consent.allowAllHint')}
        checked={allowAll}
        onChange={(event) => setAllowAll(event.currentTarget.checked)}
      />
      <span className={classes.spring} />
      <div className={classes.buttons}>
        <Button ref={decline} onClick={() => onAnswer('decline', false)}>
          {t('consent.decline')}
        </Button>
        <Button disabled={!isReady} onClick={() => onAnswer('allow', allowAll)}>
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
