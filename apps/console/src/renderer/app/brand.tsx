/** The product's mark: two who go side by side. */

import classes from './brand.module.css';

export function Brand() {
  return (
    <span className={classes.brand}>
      <svg className={classes.mark} viewBox="0 0 24 24" width="24" height="24" aria-hidden>
        <rect className={classes.near} x="2" y="6" width="11" height="16" rx="5.5" />
        <rect className={classes.far} x="11" y="2" width="11" height="16" rx="5.5" />
      </svg>
      <span className={classes.name}>Alongside</span>
    </span>
  );
}
