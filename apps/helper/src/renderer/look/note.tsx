/** Something to know, in a sentence or two, with what can be done about it. */
import type { ReactNode } from 'react';
import classes from './note.module.css';

export type NoteTone = 'plain' | 'warning' | 'danger' | 'recording';

type NoteProps = {
  readonly tone: NoteTone;
  readonly icon: ReactNode;
  readonly title?: string | undefined;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Said aloud at once by screen readers. */
  readonly isAlert?: boolean;
};

export function Note({ tone, icon, title, children, actions, isAlert = false }: NoteProps) {
  return (
    <section className={classes.note} data-tone={tone} role={isAlert ? 'alert' : undefined}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <div className={classes.words}>
        {title !== undefined && <h2 className={classes.title}>{title}</h2>}
        {children !== undefined && <div className={classes.body}>{children}</div>}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
    </section>
  );
}
