/** One of several things that are known by how they look: windows, screens. Each with a picture of what it shows now. */

import { IconAppWindow } from '@tabler/icons-react';
import { useId } from 'react';
import classes from './picture-choices.module.css';

type PictureChoicesProps = {
  readonly label: string;
  /** `picture`: a data URL; empty where there is none. */
  readonly choices: readonly { readonly id: string; readonly title: string; readonly picture: string }[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

export function PictureChoices({ label, choices, chosen, onChoose }: PictureChoicesProps) {
  const name = useId();
  return (
    <div className={classes.choices} role="radiogroup" aria-label={label}>
      {choices.map(({ id, title, picture }) => (
        <label key={id} className={classes.choice}>
          <input
            className={classes.radio}
            type="radio"
            name={name}
            checked={id === chosen}
            aria-label={title}
            onChange={() => {
              onChoose(id);
            }}
          />
          <span className={classes.picture} aria-hidden>
            {picture === '' ? <IconAppWindow size={32} stroke={1.5} /> : <img src={picture} alt="" />}
          </span>
          <span className={classes.name} aria-hidden>
            {title}
          </span>
        </label>
      ))}
    </div>
  );
}
