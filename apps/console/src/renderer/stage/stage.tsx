/** The region *Remote screen*: the picture or what stands in its place, and the bar above it. */

import { useTexts } from '@alongside/ui';
import { useMemo, useRef, useState } from 'react';
import type { SessionDesk } from '../session/session-desk.ts';
import { createInputSender } from './input-sender.ts';
import { StageBar } from './stage-bar.tsx';
import { StageHint } from './stage-hint.tsx';
import { StagePicture } from './stage-picture.tsx';
import type { Scale } from './stage-picture.tsx';
import { StagePlaceholder } from './stage-placeholder.tsx';
import type { StageView } from './stage-view.ts';
import { useFullScreen } from './use-full-screen.ts';
import classes from './stage.module.css';

type StageProps = {
  readonly desk: SessionDesk;
  readonly view: StageView;
  readonly onInvite: () => void;
  readonly onAsk: (capability: 'view-desktop' | 'control-desktop') => void;
  readonly onWithdraw: () => void;
};

export function Stage({ desk, view, onInvite, onAsk, onWithdraw }: StageProps) {
  const t = useTexts();
  const region = useRef<HTMLElement>(null);
  const [scale, setScale] = useState<Scale>('fit');
  const [hasKeyboard, setHasKeyboard] = useState(false);
  const { isFull, toggle } = useFullScreen(region);
  const customer = 'customer' in view ? view.customer.id : undefined;
  const { link, customers } = desk;
  const sender = useMemo(
    () => (customer === undefined ? undefined : createInputSender({ link, customers, customer })),
    [link, customers, customer],
  );

  return (
    <section ref={region} className={classes.stage} aria-label={t('stage.title')}>
      <StageBar
        desk={desk}
        view={view}
        sender={sender}
        scale={scale}
        isFull={isFull}
        onScale={setScale}
        onFullScreen={toggle}
      />
      {view.kind === 'showing' && sender !== undefined ? (
        <>
          <StagePicture
            screen={view.screen}
            scale={scale}
            sender={sender}
            hand={view.hand}
            lost={view.lost}
            onKeyboard={setHasKeyboard}
          />
          <StageHint view={view} hasKeyboard={hasKeyboard} onWithdraw={onWithdraw} />
        </>
      ) : (
        <StagePlaceholder view={view} onInvite={onInvite} onAsk={onAsk} onWithdraw={onWithdraw} />
      )}
    </section>
  );
}
