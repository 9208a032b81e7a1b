/** Who the other person is: initials, a sentence, what is known about them. */
import { PersonAvatar } from '@alongside/ui';
import type { ReactNode } from 'react';
import classes from './person-card.module.css';

type PersonCardProps = {
  readonly name: string;
  readonly title: string;
  readonly children: ReactNode;
};

export function PersonCard({ name, title, children }: PersonCardProps) {
  return (
    <section className={classes.card}>
      <PersonAvatar id={name} name={name} size="large" />
      <div className={classes.words}>
        <h2 className={classes.title}>{title}</h2>
        <div className={classes.more}>{children}</div>
      </div>
    </section>
  );
}
