/** A person as initials in a steady colour. Decoration: the name always stands beside it. */

import type { CSSProperties } from 'react';
import { initials, personColour } from './initials.ts';
import classes from './person-avatar.module.css';

type PersonAvatarProps = {
  readonly id: string;
  readonly name: string;
  readonly size?: 'small' | 'medium' | 'large';
  /** Waiting or away: shown paler. */
  readonly faint?: boolean;
};

export function PersonAvatar({ id, name, size = 'medium', faint = false }: PersonAvatarProps) {
  const style: CSSProperties = { backgroundColor: personColour(id) };
  return (
    <span className={classes.avatar} data-size={size} data-faint={faint} style={style} aria-hidden>
      {initials(name)}
    </span>
  );
}
