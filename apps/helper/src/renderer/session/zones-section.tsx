/** *Hidden parts of my screen*: areas drawn on a picture of it, windows chosen from those that are open. */
import type { Rect } from '@alongside/protocol';
import { PictureChoices, useTexts } from '@alongside/ui';
import { Button } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { WindowChoice } from '../../contract/consent-contract.ts';
import type { ZonePicture, ZonesView } from '../../contract/zones-view.ts';
import classes from './zones-section.module.css';

export type ZoneActions = {
  readonly picture: () => Promise<ZonePicture | null>;
  readonly windows: () => Promise<readonly WindowChoice[]>;
  readonly addArea: (display: string, area: Rect) => void;
  readonly addWindow: (id: string) => void;
  readonly remove: (id: string) => void;
};

type ZonesSectionProps = { readonly zones: ZonesView; readonly actions: ZoneActions };

/**
 * `closed` → drawing, choosing
 * `drawing` on this picture; `choosing` among these windows → closed
 */
type Editing =
  | { readonly kind: 'closed' }
  | { readonly kind: 'drawing'; readonly picture: ZonePicture }
  | { readonly kind: 'choosing'; readonly windows: readonly WindowChoice[] };

export function ZonesSection({ zones, actions }: ZonesSectionProps) {
  const t = useTexts();
  const [editing, setEditing] = useState<Editing>({ kind: 'closed' });
  const close = (): void => setEditing({ kind: 'closed' });
  return (
    <section className={classes.section} aria-labelledby="zones">
      <h2 className={classes.heading} id="zones">
        {t('zones.title')}
      </h2>
      {(zones.zones.length > 0 || editing.kind !== 'closed') && (
        <p className={classes.hint}>{t('zones.hint')}</p>
      )}
      <ZoneList zones={zones} actions={actions} />
      {editing.kind === 'closed' && (
        <div className={classes.buttons}>
          <Button
            onClick={() =>
              void actions.picture().then((picture) => {
                if (picture !== null) setEditing({ kind: 'drawing', picture });
              })
            }
          >
            {t('zones.hideArea')}
          </Button>
          <Button
            onClick={() =>
              void actions.windows().then((windows) => setEditing({ kind: 'choosing', windows }))
            }
          >
            {t('zones.hideWindow')}
          </Button>
        </div>
      )}
      {editing.kind === 'drawing' && (
        <AreaDrawing
          picture={editing.picture}
          onDrawn={(area) => {
            actions.addArea(editing.picture.display, area);
            close();
          }}
          onCancel={close}
        />
      )}
      {editing.kind === 'choosing' && (
        <WindowChoosing
          windows={editing.windows}
          onChosen={(id) => {
            actions.addWindow(id);
            close();
          }}
          onCancel={close}
        />
      )}
    </section>
  );
}

function ZoneList({ zones, actions }: ZonesSectionProps) {
  const t = useTexts();
  if (zones.zones.length === 0) return null;
  return (
    <>
      <ul className={classes.list}>
        {zones.zones.map(({ id, title }, index) => {
          const name = title === null ? t('zones.area', { number: index + 1 }) : title || t('zones.window');
          return (
            <li key={id} className={classes.zone}>
              <IconEyeOff size={20} stroke={1.75} aria-hidden />
              <span className={classes.name}>{name}</span>
              <Button
                variant="default"
                disabled={!zones.canShowAgain}
                aria-label={t('zones.showAgainNamed', { name })}
                onClick={() => actions.remove(id)}
              >
                {t('zones.showAgain')}
              </Button>
            </li>
          );
        })}
      </ul>
      {!zones.canShowAgain && <p className={classes.hint}>{t('zones.notNow')}</p>}
    </>
  );
}

type AreaDrawingProps = {
  readonly picture: ZonePicture;
  readonly onDrawn: (area: Rect) => void;
  readonly onCancel: () => void;
};

/** Smaller is a slip of the hand. */
const SMALLEST = 0.01;

function AreaDrawing({ picture, onDrawn, onCancel }: AreaDrawingProps) {
  const t = useTexts();
  const [from, setFrom] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const [drawn, setDrawn] = useState<Rect | null>(null);
  const at = (event: React.PointerEvent): { readonly x: number; readonly y: number } => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return { x: clamp((event.clientX - left) / width), y: clamp((event.clientY - top) / height) };
  };
  const isLarge = drawn !== null && drawn.width > SMALLEST && drawn.height > SMALLEST;
  return (
    <div className={classes.drawing}>
      <p className={classes.hint}>{t('zones.drawHint')}</p>
      <div
        className={classes.picture}
        role="img"
        aria-label={t('zones.pictureLabel')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setFrom(at(event));
          setDrawn(null);
        }}
        onPointerMove={(event) => {
          if (from !== null) setDrawn(between(from, at(event)));
        }}
        onPointerUp={() => setFrom(null)}
      >
        <img src={picture.picture} alt="" draggable={false} />
        {drawn !== null && <span className={classes.drawn} style={placeOf(drawn)} />}
      </div>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onCancel}>
          {t('zones.cancel')}
        </Button>
        <Button
          disabled={!isLarge}
          onClick={() => {
            if (drawn !== null) onDrawn(drawn);
          }}
        >
          {t('zones.hideThis')}
        </Button>
      </div>
    </div>
  );
}

type WindowChoosingProps = {
  readonly windows: readonly WindowChoice[];
  readonly onChosen: (id: string) => void;
  readonly onCancel: () => void;
};

function WindowChoosing({ windows, onChosen, onCancel }: WindowChoosingProps) {
  const t = useTexts();
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <div className={classes.drawing}>
      {windows.length === 0 && <p className={classes.hint}>{t('zones.noWindows')}</p>}
      <PictureChoices
        label={t('zones.hideWindow')}
        choices={windows.map((window) => ({ ...window, title: window.title || t('zones.window') }))}
        chosen={chosen}
        onChoose={setChosen}
      />
      <div className={classes.buttons}>
        <Button variant="default" onClick={onCancel}>
          {t('zones.cancel')}
        </Button>
        <Button
          disabled={chosen === null}
          onClick={() => {
            if (chosen !== null) onChosen(chosen);
          }}
        >
          {t('zones.hideThis')}
        </Button>
      </div>
    </div>
  );
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}

function between(a: { x: number; y: number }, b: { x: number; y: number }): Rect {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

function placeOf({ x, y, width, height }: Rect): React.CSSProperties {
  const percent = (fraction: number): string => `${fraction * 100}%`;
  return { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
}
