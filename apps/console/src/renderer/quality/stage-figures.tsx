/** How sharp and how quick the picture is, from click to pixel, and what holds it back. */

import { Tooltip } from '@mantine/core';
import { useStore, useTexts } from '@alongside/ui';
import type { Store } from '@alongside/ui';
import type { ParticipantId } from '@alongside/protocol';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useObservable } from '../app/use-observable.ts';
import type { SessionDesk } from '../session/session-desk.ts';
import { medianOf } from './click-times.ts';
import classes from '../stage/stage-bar.module.css';

type StageFiguresProps = {
  readonly desk: SessionDesk;
  readonly customer: ParticipantId;
  /** From click to pixel, in ms. */
  readonly times: Store<readonly number[]>;
};

export function StageFigures({ desk, customer, times }: StageFiguresProps) {
  const t = useTexts();
  const stats = useObservable(desk.link.state, ({ peers }) => peers.get(customer)?.stats ?? null);
  const limit = useObservable(desk.link.state, ({ peers }) => peers.get(customer)?.quality.sent?.limitedBy);
  const clickMs = medianOf(useStore(times, (all) => all));
  if (stats === null) return null;
  const { width, height, fps, rttMs, codec } = stats;
  const limits = {
    none: t('quality.limitNone'),
    cpu: t('quality.limitCpu'),
    bandwidth: t('quality.limitBandwidth'),
    fps: t('quality.limitFps'),
    other: t('quality.limitOther'),
  };
  const isHeld = limit === 'cpu' || limit === 'bandwidth';
  return (
    <span className={classes.figures}>
      {isHeld && (
        <span className={classes.held} role="status">
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
          {limit === 'cpu' ? t('quality.heldCpu') : t('quality.heldBandwidth')}
        </span>
      )}
      {width !== null && height !== null && <span>{t('connection.resolution', { width, height })}</span>}
      {fps !== null && (
        <Tooltip label={limit === undefined ? t('quality.limitUnknown') : limits[limit]}>
          <span>{t('connection.fps', { fps: Math.round(fps) })}</span>
        </Tooltip>
      )}
      {clickMs === null ? (
        rttMs !== null && (
          <Tooltip label={t('connection.latencyHint', { ms: Math.round(rttMs) })}>
            <span>{t('connection.rtt', { ms: Math.round(rttMs) })}</span>
          </Tooltip>
        )
      ) : (
        <Tooltip label={t('quality.clickHint', { ms: Math.round(clickMs), rtt: Math.round(rttMs ?? 0) })}>
          <span>{t('quality.click', { ms: Math.round(clickMs) })}</span>
        </Tooltip>
      )}
      {codec !== null && <span>{codec}</span>}
    </span>
  );
}
