/** *What I have allowed*: each thing in a sentence, with the button that takes it back. */
import { isControl, PANIC_KEY, type Capability, type GrantId } from '@alongside/protocol';
import { EndsIn, formatTime, KeyCaps, useTexts, useUiChoices, type Translate } from '@alongside/ui';
import { Button } from '@mantine/core';
import {
  IconAppWindow,
  IconClipboardCopy,
  IconClipboardText,
  IconDeviceDesktopAnalytics,
  IconEye,
  IconFiles,
  IconFolderOpen,
  IconLock,
  IconPointer,
  IconPlayerRecord,
  IconReload,
} from '@tabler/icons-react';
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
  readonly says: (t: Translate, who: { readonly name: string; readonly window: string }) => string;
  /** What is shared, as the Stop button names it. */
  readonly what: (t: Translate) => string;
};

const LOOKS: Readonly<Record<Capability, Looks>> = {
  'view-desktop': {
    icon: IconEye,
    says: (t, who) => t('grants.view', who),
    what: (t) => t('helper.whatView'),
  },
  'control-desktop': {
    icon: IconPointer,
    says: (t, who) => t('grants.control', who),
    what: (t) => t('helper.whatControl'),
  },
  'view-application': {
    icon: IconAppWindow,
    says: (t, who) => t('grants.viewApp', who),
    what: (t) => t('helper.whatViewApp'),
  },
  'control-application': {
    icon: IconPointer,
    says: (t, who) => t('grants.controlApp', who),
    what: (t) => t('helper.whatControlApp'),
  },
  'read-clipboard': {
    icon: IconClipboardCopy,
    says: (t, who) => t('grants.readClip', who),
    what: (t) => t('helper.whatReadClip'),
  },
  'write-clipboard': {
    icon: IconClipboardText,
    says: (t, who) => t('grants.writeClip', who),
    what: (t) => t('helper.whatWriteClip'),
  },
  reboot: {
    icon: IconReload,
    says: (t, who) => t('reboot.grant', who),
    what: (t) => t('reboot.what'),
  },
  'system-info': {
    icon: IconDeviceDesktopAnalytics,
    says: (t, who) => t('systemInfo.grant', who),
    what: (t) => t('systemInfo.what'),
  },
  recording: {
    icon: IconPlayerRecord,
    says: (t, who) => t('recording.grant', who),
    what: (t) => t('recording.grantWhat'),
  },
  'browse-files': {
    icon: IconFolderOpen,
    says: (t, who) => t('folders.browseGrant', who),
    what: (t) => t('folders.browseWhat'),
  },
  'use-files': {
    icon: IconFiles,
    says: (t, who) => t('folders.useGrant', who),
    what: (t) => t('folders.useWhat'),
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
              <AllowedItem key={grant.id} grant={grant} sharing={sharing} onRevoke={onRevoke} />
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

type Grant = Sharing['grants'][number];

type AllowedItemProps = {
  readonly grant: Grant;
  readonly sharing: Sharing;
  readonly onRevoke: (grantId: GrantId) => void;
};

function AllowedItem({ grant, sharing, onRevoke }: AllowedItemProps) {
  const t = useTexts();
  const { icon: Icon, says, what } = LOOKS[grant.capability];
  return (
    <li className={classes.grant}>
      <Icon className={classes.icon} size={22} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        <span className={classes.what}>{says(t, { name: grant.name, window: sharing.window ?? '' })}</span>
        <span className={classes.when}>
          <GrantState grant={grant} paused={sharing.paused} />
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

function GrantState({ grant, paused }: { readonly grant: Grant; readonly paused: Sharing['paused'] }) {
  const t = useTexts();
  const { lang } = useUiChoices();
  if (grant.onHold) return t('grants.pausedLost');
  if (isControl(grant.capability) && paused !== null) return PAUSED[paused](t);
  const { expiresAt, givenAt, mouseOnly, folders } = grant;
  return (
    <>
      {mouseOnly && `${t('grants.mouseOnly')} · `}
      {folders !== null && `${t('folders.onlyThese', { folders: folders.join(', ') })} · `}
      {expiresAt === null ? (
        t('helper.sinceTime', { time: formatTime(lang, givenAt) })
      ) : (
        <EndsIn until={expiresAt} />
      )}
    </>
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
