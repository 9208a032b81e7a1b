/** Somebody wants to show their own screen: the question, then the picture. */
import type { ParticipantId } from '@alongside/protocol';
import type { Link, LinkState } from '@alongside/rtc';
import type { OfferedShares } from '@alongside/session';
import { createInputSender, useStore, useTexts, type AskedMachines } from '@alongside/ui';
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { SharedPicture, type Hands } from './shared-picture.tsx';
import classes from './shared-by-csr.module.css';

type SharedByCsrProps = {
  readonly shares: OfferedShares;
  readonly state: LinkState;
  readonly link: Link;
  readonly asked: AskedMachines;
  readonly onAnswer: (from: ParticipantId, accepted: boolean) => void;
};

export function SharedByCsr({ shares, state, link, asked, onAnswer }: SharedByCsrProps) {
  return [...shares].map(([from, { what, control, isWatching }]) => {
    const name = state.session?.participants.find(({ id }) => id === from)?.name ?? '';
    return isWatching ? (
      <Watched
        key={from}
        from={from}
        name={name}
        what={what}
        canAsk={control}
        screen={state.peers.get(from)?.screen ?? null}
        link={link}
        asked={asked}
        onStop={() => onAnswer(from, false)}
      />
    ) : (
      <Question key={from} name={name} what={what} onAnswer={(accepted) => onAnswer(from, accepted)} />
    );
  });
}

type WatchedProps = Pick<SharedByCsrProps, 'link' | 'asked'> & {
  readonly from: ParticipantId;
  readonly name: string;
  readonly what: 'desktop' | 'application';
  readonly canAsk: boolean;
  readonly screen: MediaStream | null;
  readonly onStop: () => void;
};

function Watched({ from, name, what, canAsk, screen, link, asked, onStop }: WatchedProps) {
  const view = useStore(asked.store, (views) => views.get(from));
  const sender = useMemo(
    () => createInputSender({ link, machines: asked, person: from, beforePaste: () => null }),
    [link, asked, from],
  );
  const hands: Hands | null =
    view === undefined || !canAsk
      ? null
      : {
          view,
          sender,
          onAsk: (capability) => asked.ask(from, capability),
          onWithdraw: (capability) => asked.withdraw(from, capability),
          onGiveBack: (capability) => asked.giveBack(from, capability),
        };
  const capability = what === 'desktop' ? 'control-desktop' : 'control-application';
  return <SharedPicture name={name} screen={screen} capability={capability} hands={hands} onStop={onStop} />;
}

type QuestionProps = {
  readonly name: string;
  readonly what: 'desktop' | 'application';
  readonly onAnswer: (accepted: boolean) => void;
};

function Question({ name, what, onAnswer }: QuestionProps) {
  const t = useTexts();
  const title = what === 'desktop' ? t('share.askDesktop', { name }) : t('share.askApplication', { name });
  return (
    <section className={classes.card} role="alert" aria-label={title}>
      <p className={classes.title}>{title}</p>
      <p className={classes.hint}>{t('share.askHint')}</p>
      <div className={classes.buttons}>
        <Button onClick={() => onAnswer(false)}>{t('share.no')}</Button>
        <Button onClick={() => onAnswer(true)}>{t('share.look')}</Button>
      </div>
    </section>
  );
}
