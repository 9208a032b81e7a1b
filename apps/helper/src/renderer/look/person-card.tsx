/** Who the other person is: initials, a sentence, what is known about them. */
import { PersonAvatar } from '@alongside/ui';
import type { ReactNode } from 'react';
import classes from './person-card.module.css';

type PersonCardProps = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly children: ReactNode;
};

export function PersonCard({ id, name, title, children }: PersonCardProps) {
  return (
    <section className={classes.card}>
      <PersonAvatar id={id} name={name} size="large" />
      <div className={classes.words}>
        <h2 className={classes.title}>{title}</h2>
        <div className={classes.more}>{children}</div>
      </div>
    </section>
  );
}
