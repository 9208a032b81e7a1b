/** The product's mark, two who go side by side; or the organisation's own, where its site has one. */

import type { Site } from '@alongside/protocol';
import type { CSSProperties } from 'react';
import classes from './brand.module.css';

type BrandProps = { readonly branding?: Site['branding'] | undefined };

export function Brand({ branding }: BrandProps) {
  return (
    <span className={classes.brand}>
      <Mark branding={branding} />
      <span className={classes.name}>{branding?.name ?? 'Alongside'}</span>
    </span>
  );
}

function Mark({ branding }: BrandProps) {
  if (branding !== undefined && branding.logo !== null) {
    return <img className={classes.logo} src={`data:image/png;base64,${branding.logo}`} alt="" />;
  }
  // Only the mark: everything that is read or pressed keeps colours whose contrast is known.
  const style =
    branding?.colour == null ? undefined : ({ '--brand-colour': branding.colour } as CSSProperties);
  return (
    <svg className={classes.mark} style={style} viewBox="0 0 24 24" width="24" height="24" aria-hidden>
      <rect className={classes.near} x="2" y="6" width="11" height="16" rx="5.5" />
      <rect className={classes.far} x="11" y="2" width="11" height="16" rx="5.5" />
    </svg>
  );
}
