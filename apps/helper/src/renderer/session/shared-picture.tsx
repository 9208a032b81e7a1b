/** What a CSR shows of their own machine, and working it by hand where they allow that. */
import type { Capability } from '@alongside/protocol';
import { controlAccess, type CsrView } from '@alongside/session';
import { useStageKeyboard, useStagePointer, useStream, useTexts, type InputSender } from '@alongside/ui';
import { Button } from '@mantine/core';
import { useCallback, useRef, type RefObject } from 'react';
import classes from './shared-by-csr.module.css';

/** Asking for it, and what came of it. */
export type Hands = {
  readonly view: CsrView;
  readonly sender: InputSender;
  readonly onAsk: (capability: Capability) => void;
  readonly onWithdraw: (capability: Capability) => void;
  readonly onGiveBack: (capability: Capability) => void;
};

type SharedPictureProps = {
  readonly name: string;
  readonly screen: MediaStream | null;
  readonly capability: 'control-desktop' | 'control-application';
  /** Null where it is there to be looked at only. */
  readonly hands: Hands | null;
  readonly onStop: () => void;
};

export function SharedPicture({ name, screen, capability, hands, onStop }: SharedPictureProps) {
  const t = useTexts();
  const area = useRef<HTMLDivElement>(null);
  return (
    <section className={classes.card} aria-label={t('share.title', { name })}>
      <p className={classes.title}>{t('share.title', { name })}</p>
      {screen === null && <p className={classes.hint}>{t('stage.waitingForPicture')}</p>}
      <div ref={area} className={classes.area} hidden={screen === null} tabIndex={-1}>
        <Picture screen={screen} hands={hands} area={area} />
      </div>
      {hands !== null && <Asking name={name} capability={capability} hands={hands} />}
      <div className={classes.buttons}>
        <Button onClick={onStop}>{t('share.stopLooking')}</Button>
        <Button disabled={screen === null} onClick={() => void area.current?.requestFullscreen()}>
          {t('stage.fullScreen')}
        </Button>
      </div>
    </section>
  );
}

type PictureProps = Pick<SharedPictureProps, 'screen' | 'hands'> & {
  readonly area: RefObject<HTMLDivElement | null>;
};

function Picture({ screen, hands, area }: PictureProps) {
  const video = useStream<HTMLVideoElement>(screen);
  return (
    <>
      {/* A live screen has no captions to offer, and no sound. */}
      <video ref={video} className={classes.video} muted playsInline />
      {hands !== null && isOurs(hands.view) && <Working hands={hands} video={video} area={area} />}
    </>
  );
}

type WorkingProps = {
  readonly hands: Hands;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly area: RefObject<HTMLDivElement | null>;
};

/** The hidden field that takes the keyboard, as on a CSR's stage. */
function Working({ hands: { view, sender }, video, area }: WorkingProps) {
  const t = useTexts();
  const field = useRef<HTMLTextAreaElement>(null);
  const pause = view.control.paused ?? 'none';
  const onPress = useCallback((): void => field.current?.focus({ preventScroll: true }), []);
  const onLeave = useCallback((): void => area.current?.focus(), [area]);
  useStagePointer({ video, sender, active: true, pause, onPress });
  useStageKeyboard({ field, sender, active: true, pause, onLeave });
  return (
    <textarea
      ref={field}
      className={classes.field}
      aria-label={t('stage.input')}
      autoCapitalize="off"
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
    />
  );
}

type AskingProps = Pick<SharedPictureProps, 'name' | 'capability'> & { readonly hands: Hands };

function Asking({ name, capability, hands }: AskingProps) {
  const t = useTexts();
  const { view, onAsk, onWithdraw, onGiveBack } = hands;
  const access = view.access[capability];
  switch (access.kind) {
    case 'asked':
    case 'waiting':
      return (
        <>
          <p className={classes.hint} role="status">
            {t('share.asking', { name })}
          </p>
          <Button onClick={() => onWithdraw(capability)}>{t('common.cancel')}</Button>
        </>
      );
    case 'given':
      return (
        <>
          <p className={classes.hint} role="status">
            {view.control.paused === 'local-input'
              ? t('share.pausedNow', { name })
              : t('share.yours', { name, keys: 'Ctrl + Alt + Shift' })}
          </p>
          <Button onClick={() => onGiveBack(capability)}>{t('share.giveBack')}</Button>
        </>
      );
    default:
      return (
        <>
          {access.kind === 'refused' && <p className={classes.hint}>{t('share.refused', { name })}</p>}
          {access.kind === 'ended' && <p className={classes.hint}>{t('share.ended')}</p>}
          <Button onClick={() => onAsk(capability)}>{t('share.ask')}</Button>
        </>
      );
  }
}

function isOurs(view: CsrView): boolean {
  return view.control.holder === view.self && controlAccess(view) !== undefined;
}
