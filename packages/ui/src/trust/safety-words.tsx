/** Four words to read aloud, and the two answers. Neither answer is made to look like the default. */

import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useTexts } from '../provider/ui-choices.ts';
import classes from './safety-words.module.css';

type SafetyWordsProps = {
  /** Null until both sides have revealed theirs. */
  readonly words: readonly string[] | null;
  /** The other person. */
  readonly name: string;
  /** Who is looking at them. */
  readonly side: 'csr' | 'customer';
  readonly onMatch: () => void;
  readonly onDiffer: () => void;
};

export function SafetyWords({ words, name, side, onMatch, onDiffer }: SafetyWordsProps) {
  const t = useTexts();
  const question = side === 'csr' ? t('trust.askCsr', { name }) : t('trust.askCustomer', { name });
  return (
    <section className={classes.card}>
      <header className={classes.header}>
        <IconShieldCheck size={20} stroke={1.75} aria-hidden />
        <h2 className={classes.title}>{t('trust.title')}</h2>
      </header>
      <p className={classes.question}>{words === null ? t('trust.waiting') : question}</p>
      {words !== null && (
        <ol className={classes.words} aria-label={t('trust.title')} translate="no">
          {words.map((word, at) => (
            // The same word may come twice.
            <li key={at} className={classes.word}>
              {word}
            </li>
          ))}
        </ol>
      )}
      <p className={classes.why}>{t('trust.why')}</p>
      <div className={classes.answers}>
        <Button onClick={onDiffer} disabled={words === null}>
          {t('trust.differ')}
        </Button>
        <Button onClick={onMatch} disabled={words === null}>
          {t('trust.match')}
        </Button>
      </div>
    </section>
  );
}
