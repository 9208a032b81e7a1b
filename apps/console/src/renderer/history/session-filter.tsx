/** Narrows the list of sessions: words, a type, from a day to a day. */

import { NativeSelect, TextInput } from '@mantine/core';
import { MAX_SEARCH_LENGTH } from '@alongside/protocol';
import type { SessionType } from '@alongside/protocol';
import type { SessionsWanted } from '@alongside/rtc';
import { useTexts } from '@alongside/ui';
import { IconSearch } from '@tabler/icons-react';
import { siteLabel } from '../home/site-label.ts';
import classes from './session-filter.module.css';

/** As it stands in the boxes; days as `2026-12-01`. */
export type Filter = {
  readonly search: string;
  readonly type: string;
  readonly from: string;
  readonly to: string;
};

export const NO_FILTER: Filter = { search: '', type: '', from: '', to: '' };

const DAY_MS = 86_400_000;

/** What is empty or no day narrows nothing. Days are the reader's own. */
export function queryOf({ search, type, from, to }: Filter): SessionsWanted {
  const words = search.trim();
  const [first, last] = [dayOf(from), dayOf(to)];
  return {
    ...(words === '' ? {} : { search: words }),
    ...(type === '' ? {} : { type }),
    ...(first === null ? {} : { from: first }),
    ...(last === null ? {} : { to: last + DAY_MS }),
  };
}

function dayOf(text: string): number | null {
  const at = Date.parse(`${text}T00:00`);
  return Number.isNaN(at) || at < 0 ? null : at;
}

type SessionFilterProps = {
  readonly filter: Filter;
  readonly types: readonly SessionType[];
  readonly onChange: (filter: Filter) => void;
};

export function SessionFilter({ filter, types, onChange }: SessionFilterProps) {
  const t = useTexts();
  return (
    <div className={classes.filter} role="search">
      <TextInput
        className={classes.search ?? ''}
        size="xs"
        type="search"
        aria-label={t('notes.search')}
        placeholder={t('notes.searchHint')}
        maxLength={MAX_SEARCH_LENGTH}
        leftSection={<IconSearch size={14} stroke={1.75} />}
        value={filter.search}
        onChange={(event) => {
          onChange({ ...filter, search: event.currentTarget.value });
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={t('history.type')}
        value={filter.type}
        data={[
          { value: '', label: t('history.allTypes') },
          ...types.map((type) => ({ value: type.id, label: siteLabel(t, type) })),
        ]}
        onChange={(event) => {
          onChange({ ...filter, type: event.currentTarget.value });
        }}
      />
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          size="xs"
          type="date"
          aria-label={t(`history.${end}`)}
          value={filter[end]}
          onChange={(event) => {
            onChange({ ...filter, [end]: event.currentTarget.value });
          }}
        />
      ))}
    </div>
  );
}
