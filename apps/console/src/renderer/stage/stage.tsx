/** The region *Remote screen*: the picture or what stands in its place, and the bar above it. */

import { createInputSender, createStore, useTexts } from '@alongside/ui';
import { surfaceOf } from '@alongside/protocol';
import type { Translate } from '@alongside/ui';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { SessionDesk } from '../session/session-desk.ts';
import { StageBar } from './stage-bar.tsx';
import type { LastKeys } from './stage-bar.tsx';
import { DrawingTools } from '../drawing/drawing-tools.tsx';
import { Pen } from '../drawing/pen.ts';
import type { StageTool } from '../drawing/use-drawing.ts';
import { OnScreenKeyboard } from '../on-screen-keyboard/on-screen-keyboard.tsx';
import { StageHint } from './stage-hint.tsx';
import { StagePicture } from './stage-picture.tsx';
import type { Scale } from './stage-picture.tsx';
import { StagePlaceholder } from './stage-placeholder.tsx';
import type { StageView } from './stage-view.ts';
import { useFullScreen } from './use-full-screen.ts';
import classes from './stage.module.css';

type StageProps = {
  readonly desk: SessionDesk;
  readonly keys: LastKeys;
  readonly view: StageView;
  readonly onInvite: () => void;
  readonly onAsk: (capability: 'view-desktop') => void;
  readonly onWithdraw: () => void;
};

export function Stage({ desk, keys, view, onInvite, onAsk, onWithdraw }: StageProps) {
  const t = useTexts();
  const region = useRef<HTMLElement>(null);
  const [scale, setScale] = useState<Scale>('fit');
  const [hasBoard, setHasBoard] = useState(false);
  const [hasKeyboard, setHasKeyboard] = useState(false);
  const { isFull, toggle } = useFullScreen(region);
  const customer = 'customer' in view ? view.customer.id : undefined;
  const { link, customers, clipboard } = desk;
  const [tool, setTool] = useState<StageTool>('work');
  const [times] = useState(() => createStore<readonly number[]>([]));
  const pen = useMemo(() => (customer === undefined ? undefined : new Pen(link, customer)), [link, customer]);
  const sender = useMemo(
    () =>
      customer === undefined
        ? undefined
        : createInputSender({
            link,
            machines: customers,
            person: customer,
            beforePaste: () => clipboard?.beforePaste(customer) ?? null,
          }),
    [link, customers, clipboard, customer],
  );

  // Another customer's figures are another's.
  useEffect(() => () => times.set([]), [times, customer]);

  return (
    <section ref={region} className={classes.stage} aria-label={t('stage.title')}>
      <StageBar
        keys={keys}
        desk={desk}
        view={view}
        sender={sender}
        scale={scale}
        isFull={isFull}
        onScale={setScale}
        tools={<DrawingTools tool={tool} pen={pen} unable={drawingUnable(t, view)} onTool={setTool} />}
        times={times}
        onFullScreen={toggle}
        onKeyboard={() => {
          setHasBoard(!hasBoard);
        }}
      />
      {view.kind === 'showing' && sender !== undefined ? (
        <>
          <StagePicture
            screen={view.screen}
            scale={scale}
            sender={sender}
            tool={drawingUnable(t, view) === undefined ? tool : 'work'}
            pen={pen}
            times={times}
            hand={view.hand}
            lost={view.lost}
            onKeyboard={setHasKeyboard}
          />
          {hasBoard && (
            <OnScreenKeyboard
              sender={sender}
              active={view.hand.kind === 'controlling'}
              onClose={() => {
                setHasBoard(false);
              }}
            />
          )}
          <StageHint view={view} hasKeyboard={hasKeyboard} onWithdraw={onWithdraw} />
        </>
      ) : (
        <StagePlaceholder view={view} onInvite={onInvite} onAsk={onAsk} onWithdraw={onWithdraw} />
      )}
    </section>
  );
}

/** Lines lie over a monitor; where one window is shared they would lie over others too. */
function drawingUnable(t: Translate, view: StageView): string | undefined {
  if (view.kind !== 'showing') return t('drawing.noScreen');
  if (!view.canDraw) return t('drawing.notThere');
  return view.given.some((given) => surfaceOf(given) === 'application') ? t('drawing.oneWindow') : undefined;
}
