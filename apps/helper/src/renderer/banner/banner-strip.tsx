/** Who, what, how long, *Stop*, the panic key: in the colour that nothing else has. */
import { isControl, PANIC_KEY, surfaceOf, type Capability } from '@alongside/protocol';
import { ElapsedTime, EndsIn, useTexts, type Translate } from '@alongside/ui';
import { Button } from '@mantine/core';
import { IconEye, IconPointer } from '@tabler/icons-react';
import type { BannerView } from '../../contract/banner-contract.ts';
import classes from './banner-strip.module.css';

type BannerStripProps = {
  readonly banner: BannerView;
  /** `inside`: a part of a narrow window, where lines wrap. Else a strip over everything. */
  readonly place?: 'inside' | 'over';
  readonly onStop: () => void;
};

export function BannerStrip({ banner, place = 'over', onStop }: BannerStripProps) {
  const t = useTexts();
  const { capability, since, paused, recording } = banner;
  const Icon = isControl(capability) ? IconPointer : IconEye;
  return (
    <div className={classes.strip} data-place={place} role="status">
      <span className={classes.icon} aria-hidden>
        <Icon size={22} stroke={1.75} />
      </span>
      <span className={classes.words}>
        <span className={classes.who}>{whoOf(t, banner)}</span>
        <span className={classes.keys}>{hintOf(t, banner)}</span>
        {recording !== null && <RecordingMark state={recording} />}
        {paused !== null && <span className={classes.keys}>{PAUSED[paused](t)}</span>}
      </span>
      <span className={classes.time}>
        {banner.endsAt === null ? <ElapsedTime since={since} /> : <EndsIn until={banner.endsAt} />}
      </span>
      <Button className={classes.stop ?? ''} onClick={onStop}>
        {t('grants.stop')}
      </Button>
    </div>
  );
}

function RecordingMark({ state }: { readonly state: NonNullable<BannerView['recording']> }) {
  const t = useTexts();
  return (
    <span className={classes.keys}>
      <span className={classes.dot} data-state={state} aria-hidden />
      {t(state === 'on' ? 'recording.markOn' : 'recording.markPaused')}
    </span>
  );
}

/** Only one has control; whoever else is shared with can see. */
function whoOf(t: Translate, { name, others: count, capability, window }: BannerView): string {
  if (capability === 'control-desktop') {
    return count === 0
      ? t('grants.bannerControl', { name })
      : t('grants.bannerControlOthers', { name, count });
  }
  if (capability === 'view-desktop') {
    return count === 0 ? t('grants.bannerView', { name }) : t('grants.bannerViewOthers', { name, count });
  }
  const text = narrowOf(t, { name, capability, window: window ?? '' });
  return count === 0 ? text : t('grants.bannerMore', { text, count });
}

function narrowOf(
  t: Translate,
  {
    name,
    capability,
    window,
  }: { readonly name: string; readonly capability: Capability; readonly window: string },
): string {
  if (capability === 'recording') return t('recording.banner', { name });
  if (capability === 'browse-files' || capability === 'use-files') return t('folders.browseGrant', { name });
  if (capability === 'system-info') return t('systemInfo.grant', { name });
  if (surfaceOf(capability) === null) return t('grants.bannerClip', { name });
  return isControl(capability)
    ? t('grants.controlApp', { name, window })
    : t('grants.viewApp', { name, window });
}

function hintOf(t: Translate, { panicKey, keyNames }: BannerView): string {
  if (!panicKey) return t('helper.noPanic');
  const keys = keyNames === 'mac' ? PANIC_KEY.macLabelParts : PANIC_KEY.labelParts;
  return t('grants.panicHint', { keys: keys.join(' + ') });
}

const PAUSED: Readonly<Record<NonNullable<BannerView['paused']>, (t: Translate) => string>> = {
  'local-input': (t) => t('grants.pausedLocal'),
  prompt: (t) => t('grants.pausedPrompt'),
  'peer-lost': (t) => t('grants.pausedLost'),
  'own-window': (t) => t('helper.pausedOwn'),
};
