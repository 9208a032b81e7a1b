/** Quiet sentences at the bottom right; each goes by itself into the list behind the bell. */

import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { TimeAgo, useStore, useTexts } from '@alongside/ui';
import { IconBell, IconX } from '@tabler/icons-react';
import type { Notices } from './notice-store.ts';
import classes from './notice-stack.module.css';

const MOST_SHOWN = 4;

/** `people`: under the list at the left, while a customer's screen fills the rest. `chat`: above the chat's field. */
export type NoticePlace = 'corner' | 'people' | 'chat';

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
    <Popover position="top-end" width={320}>
      <Popover.Target>
        <Tooltip label={t('palette.notices')}>
          <ActionIcon size="sm" aria-label={t('palette.notices')}>
            <IconBell size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        {all.length === 0 ? (
          <p className={classes.none}>{t('palette.noticesEmpty')}</p>
        ) : (
          <ul className={classes.kept} aria-label={t('palette.notices')}>
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
