/** *Quality* above the picture: sharp or smooth, and how many frames, asked of the customer's side. */

import { Button, Menu } from '@mantine/core';
import { useTexts } from '@alongside/ui';
import { DEFAULT_QUALITY, qualityChoiceSchema } from '@alongside/protocol';
import type { ParticipantId } from '@alongside/protocol';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useObservable } from '../app/use-observable.ts';
import type { SessionDesk } from '../session/session-desk.ts';
import classes from '../stage/stage-bar.module.css';

type QualityMenuProps = { readonly desk: SessionDesk; readonly customer: ParticipantId };

const RATES = [5, 10, 15, 30, 60];

export function QualityMenu({ desk, customer }: QualityMenuProps) {
  const t = useTexts();
  const quality = useObservable(desk.link.state, ({ peers }) => peers.get(customer)?.quality);
  const { picture, maxFps } = quality?.chosen ?? DEFAULT_QUALITY;
  const names = {
    automatic: t('quality.automatic'),
    sharp: t('quality.sharp'),
    smooth: t('quality.smooth'),
  };
  const choose = (change: Readonly<Record<string, unknown>>): void => {
    const choice = qualityChoiceSchema.parse({ picture, maxFps, ...change });
    desk.link.chooseQuality(customer, choice);
  };
  const now = picture === 'automatic' ? quality?.sent?.picture : undefined;
  return (
    <Menu closeOnItemClick={false}>
      <Menu.Target>
        <Button
          size="xs"
          title={t('quality.title')}
          variant="subtle"
          color="gray"
          className={classes.quiet ?? ''}
          leftSection={<IconAdjustmentsHorizontal size={18} stroke={1.75} />}
        >
          {t('quality.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('quality.picture')}</Menu.Label>
        <Menu.RadioGroup
          value={picture}
          onChange={(value) => {
            choose({ picture: value });
          }}
        >
          {qualityChoiceSchema.shape.picture.options.map((option) => (
            <Menu.RadioItem
              key={option}
              value={option}
              rightSection={
                option === 'automatic' && now !== undefined ? (
                  <span className={classes.now}>{t('quality.now', { picture: names[now] })}</span>
                ) : undefined
              }
            >
              {names[option]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{t('quality.rate')}</Menu.Label>
        <Menu.RadioGroup
          value={String(maxFps)}
          onChange={(value) => {
            choose({ maxFps: Number(value) });
          }}
        >
          {RATES.map((rate) => (
            <Menu.RadioItem key={rate} value={String(rate)}>
              {t('quality.upTo', { fps: rate })}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
