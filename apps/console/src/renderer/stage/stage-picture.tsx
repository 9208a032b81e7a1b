/** The customer's screen itself, with the hidden field that takes the keyboard. */

import { useStageKeyboard, useStagePointer, useTexts } from '@alongside/ui';
import type { InputSender, Store } from '@alongside/ui';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CSSProperties, RefObject } from 'react';
import type { Pen } from '../drawing/pen.ts';
import { useDrawing } from '../drawing/use-drawing.ts';
import type { StageTool } from '../drawing/use-drawing.ts';
import { useClickTimes } from '../quality/use-click-times.ts';
import type { Hand } from './stage-view.ts';
import classes from './stage.module.css';

export type Scale = 'fit' | 'actual';

type StagePictureProps = {
  readonly screen: MediaStream;
  readonly scale: Scale;
  readonly sender: InputSender;
  readonly tool: StageTool;
  readonly pen: Pen | undefined;
  /** From click to pixel, in ms. */
  readonly times: Store<readonly number[]>;
  readonly hand: Hand;
  readonly lost: boolean;
  readonly onKeyboard: (taken: boolean) => void;
};

export function StagePicture(props: StagePictureProps) {
  const { screen, scale, sender, tool, pen, times, hand, lost, onKeyboard } = props;
  const t = useTexts();
  const area = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const size = usePictureSize(video);

  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = screen;
    // Interrupted by the next picture or by leaving: nothing is lost by it.
    void element.play().catch(() => undefined);
    return () => {
      element.srcObject = null;
    };
  }, [screen]);

  const onPress = useCallback((client: { readonly x: number; readonly y: number }): void => {
    const [box, input] = [area.current?.getBoundingClientRect(), field.current];
    if (box === undefined || input === null) return;
    // The input method opens its window where the text goes.
    input.style.left = `${client.x - box.left}px`;
    input.style.top = `${client.y - box.top}px`;
    input.focus({ preventScroll: true });
  }, []);
  const onLeave = useCallback((): void => {
    field.current?.blur();
    area.current?.focus();
  }, []);
  // A pause keeps the focus here, so that work goes on where it stopped. It begins and ends with everything let go.
  const isOurs = hand.kind !== 'viewing';
  const pause = hand.kind === 'paused' ? hand.why : 'none';
  useStagePointer({ video, sender, active: isOurs && tool === 'work', pause, onPress });
  useClickTimes({ video, active: hand.kind === 'controlling' && tool === 'work', times });
  useDrawing({ video, tool, pen });
  useStageKeyboard({ field, sender, active: isOurs, pause, onLeave });

  // Device pixels, so that one pixel there is one pixel here on every screen.
  const actual: CSSProperties = {
    width: size.width / window.devicePixelRatio,
    height: size.height / window.devicePixelRatio,
  };

  return (
    <div
      ref={area}
      className={classes.area}
      data-scale={scale}
      data-lost={lost}
      role="group"
      aria-label={t('stage.input')}
      aria-description={isOurs ? t('stage.focusClick') : undefined}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.target !== area.current || event.key !== 'Enter') return;
        event.preventDefault();
        field.current?.focus({ preventScroll: true });
      }}
    >
      {/* A live screen has no captions to offer, and no sound. */}
      <video
        ref={video}
        className={classes.video}
        data-hand={hand.kind}
        data-tool={tool}
        style={scale === 'actual' ? actual : undefined}
        muted
        playsInline
        autoPlay
        disablePictureInPicture
      />
      <textarea
        ref={field}
        className={classes.field}
        aria-label={t('stage.input')}
        // Tab goes past it: whoever comes to it by Tab would have to know how to leave it again.
        tabIndex={-1}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        disabled={!isOurs}
        onFocus={() => {
          onKeyboard(true);
        }}
        onBlur={() => {
          onKeyboard(false);
        }}
      />
    </div>
  );
}

function usePictureSize(video: RefObject<HTMLVideoElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    const read = (): void => {
      setSize({ width: element.videoWidth, height: element.videoHeight });
    };
    element.addEventListener('resize', read);
    element.addEventListener('loadedmetadata', read);
    return () => {
      element.removeEventListener('resize', read);
      element.removeEventListener('loadedmetadata', read);
    };
  }, [video]);
  return size;
}
