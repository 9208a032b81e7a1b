/** How far a yes goes: for how long, and with what. Folded away, since most people mean what the question says. */
import { LIMIT_MINUTES, isControl, type Capability, type Limits } from '@alongside/protocol';
import { useTexts } from '@alongside/ui';
import { Checkbox, NativeSelect } from '@mantine/core';
import classes from './consent-dialog.module.css';

type LimitsChoiceProps = {
  readonly capability: Capability;
  readonly limits: Limits;
  readonly onChange: (limits: Limits) => void;
};

const UNTIL_STOP = '';

export function LimitsChoice({ capability, limits, onChange }: LimitsChoiceProps) {
  const t = useTexts();
  const choices = [
    { value: UNTIL_STOP, label: t('consent.untilStop') },
    ...LIMIT_MINUTES.map((count) => ({ value: String(count), label: t('consent.minutes', { count }) })),
  ];
  return (
    <details
      className={classes.limits}
      // In a small window they would open out of sight.
      onToggle={(event) => event.currentTarget.scrollIntoView({ block: 'nearest' })}
    >
      <summary className={classes.summary}>{t('consent.limit')}</summary>
      <div className={classes.limitRows}>
        <NativeSelect
          label={t('consent.howLong')}
          data={choices}
          value={limits.minutes === null ? UNTIL_STOP : String(limits.minutes)}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            const minutes = LIMIT_MINUTES.find((count) => String(count) === chosen) ?? null;
            onChange({ ...limits, minutes });
          }}
        />
        {isControl(capability) && (
          <Checkbox
            label={t('consent.mouseOnly')}
            checked={limits.mouseOnly}
            onChange={(event) => onChange({ ...limits, mouseOnly: event.currentTarget.checked })}
          />
        )}
      </div>
    </details>
  );
}
