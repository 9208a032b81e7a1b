/** *What I have allowed*: each thing in a sentence, with the button that takes it back. */
import { PANIC_KEY, type Capability, type GrantId } from '@alongside/protocol';
import { formatTime, KeyCaps, useTexts, useUiChoices, type Translate } from '@alongside/ui';
import { Button } from '@mantine/core';
import { IconEye, IconLock, IconPointer } from '@tabler/icons-react';
import type { KeyNames } from '../../contract/consent-contract.ts';
import type { Sharing } from '../../contract/sharing-view.ts';
import classes from './helping-screen.module.css';

type AllowedListProps = {
  readonly sharing: Sharing;
  readonly keyNames: KeyNames;
  readonly onRevoke: (grantId: GrantId) => void;
};

type Looks = {
  readonly icon: typeof IconEye;
  readonly says: (t: Translate, name: string) => string;
  /** What is shared, as the Stop button names it. */
  readonly what: (t: Translate) => string;
};

const LOOKS: Readonly<Record<Capability, Looks>> = {
  'view-desktop': {
    icon: IconEye,
    says: (t, name) => t('grants.view', { name }),
    what: (t) => t('helper.whatView'),
  },
  'control-desktop': {
    icon: IconPointer,
    says: (t, name) => t('grants.control', { name }),
    what: (t) => t('helper.whatControl'),
  },
};

export function AllowedList({ sharing, keyNames, onRevoke }: AllowedListProps) {
  const t = useTexts();
  const { grants } = sharing;
  return (
    <section className={classes.region} aria-labelledby="allowed">
      <h2 className={classes.heading} id="allowed">
        {t('grants.title')}
      </h2>
      {grants.length === 0 ? (
        <p className={classes.nothing}>
          <IconLock size={20} stroke={1.75} aria-hidden />
          {t('grants.none')}
        </p>
      ) : (
        <>
          <ul className={classes.grants}>
            {grants.map((grant) => (
              <AllowedItem key={grant.id} grant={grant} paused={sharing.paused} onRevoke={onRevoke} />
            ))}
          </ul>
          {sharing.allowAll.map((name) => (
            <p key={name} className={classes.panic}>
              {t('helper.allowedAll', { name })}
            </p>
          ))}
          <PanicHint isArmed={sharing.panicKey} keyNames={keyNames} />
        </>
      )}
    </section>
  );
}

type AllowedItemProps = {
  readonly grant: Sharing['grants'][number];
  readonly paused: Sharing['paused'];
  readonly onRevoke: (grantId: GrantId) => void;
};

function AllowedItem({ grant, paused, onRevoke }: AllowedItemProps) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const { icon: Icon, says, what } = LOOKS[grant.capability];
  const isControl = grant.capability === 'control-desktop';
  return (
    <li className={classes.grant}>
      <Icon className={classes.icon} size={22} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        <span className={classes.what}>{says(t, grant.name)}</span>
        <span className={classes.when}>
          {isControl && paused !== null
            ? PAUSED[paused](t)
            : t('helper.sinceTime', { time: formatTime(lang, grant.givenAt) })}
        </span>
      </span>
      <Button
        className={classes.stop ?? ''}
        aria-label={t('helper.stopSharing', { what: what(t) })}
        onClick={() => onRevoke(grant.id)}
      >
        {t('helper.stop')}
      </Button>
    </li>
  );
}

const PAUSED: Readonly<Record<NonNullable<Sharing['paused']>, (t: Translate) => string>> = {
  'local-input': (t) => t('grants.pausedLocal'),
  prompt: (t) => t('grants.pausedPrompt'),
  'peer-lost': (t) => t('grants.pausedLost'),
  'own-window': (t) => t('helper.pausedOwn'),
};

function PanicHint({ isArmed, keyNames }: { readonly isArmed: boolean; readonly keyNames: KeyNames }) {
  const t = useTexts();
  if (!isArmed) return <p className={classes.panic}>{t('helper.noPanic')}</p>;
  return (
    <p className={classes.panic}>
      {t('helper.panic')}
      <KeyCaps keys={keyNames === 'mac' ? PANIC_KEY.macLabelParts : PANIC_KEY.labelParts} />
    </p>
  );
}
