/** A key combination as the keys one presses. */

import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import classes from './key-caps.module.css';

type KeyCapsProps = { readonly keys: readonly string[] };

export function KeyCaps({ keys }: KeyCapsProps) {
  return (
    <span className={classes.caps}>
      {keys.map((key, at) => (
        <Fragment key={key}>
          {at > 0 && <span className={classes.plus}>+</span>}
          <Kbd>{key}</Kbd>
        </Fragment>
      ))}
    </span>
  );
}
