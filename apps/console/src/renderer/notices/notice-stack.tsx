/** Quiet sentences at the bottom right; each goes by itself into the list behind the bell. */

import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { TimeAgo, useStore, useTexts } from '@alongside/ui';
import { IconBell, IconX } from '@tabler/icons-react';
import type { Notices } from './notice-store.ts';
import classes from './notice-stack.module.css';

const MOST_SHOWN = 4;

/** `people`: under the list at the left, while the rest is worked in. `panel`: above the field of an open panel. */
export type NoticePlace = 'corner' | 'people' | 'panel';

type NoticeProps = { readonly notices: Notices };

type NoticeStackProps = NoticeProps & {
  /** Where they cover nothing that is being worked on. */
  readonly place: NoticePlace;
};

export function NoticeStack({ notices, place }: NoticeStackProps) {
  const t = useTexts();
  const all = useStore(notices.store, (value) => value);
  const shown = all.filter(({ state }) => state === 'shown').slice(-MOST_SHOWN);
  return (
    <div className={classes.stack} data-place={place} role="status" aria-live="polite">
      {shown.map((notice) => (
        <div key={notice.id} className={classes.notice} data-tone={notice.tone}>
          <span>{notice.text(t)}</span>
          <ActionIcon
            size="sm"
            aria-label={t('palette.dismiss')}
            onClick={() => {
              notices.dismiss(notice.id);
            }}
          >
            <IconX size={14} stroke={2} />
          </ActionIcon>
        </div>
      ))}
    </div>
  );
}

export function NoticeBell({ notices }: NoticeProps) {
  const t = useTexts();
  const all = useStore(notices.store, (value) => value);
  return (
    <Popover position="top-end" width={320} trapFocus returnFocus>
      <Tooltip label={t('palette.notices')}>
        <Popover.Target>
          <ActionIcon size="sm" aria-label={t('palette.notices')}>
            <IconBell size={16} stroke={1.75} />
          </ActionIcon>
        </Popover.Target>
      </Tooltip>
      <Popover.Dropdown>
        {all.length === 0 ? (
          <p className={classes.none}>{t('palette.noticesEmpty')}</p>
        ) : (
          // Scrolled by keyboard, so it has to take focus.
          <ul className={classes.kept} aria-label={t('palette.notices')} tabIndex={0}>
            {all.toReversed().map((notice) => (
              <li key={notice.id} data-tone={notice.tone}>
                <span>{notice.text(t)}</span>
                <span className={classes.when}>
                  <TimeAgo at={notice.at} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
