/** What a view shows when it has nothing, is waiting, or failed. */

import { Button, Skeleton } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { errorText } from '../i18n/error-text.ts';
import { useTexts } from '../provider/ui-choices.ts';
import type { ErrorCode } from '../texts/codes.ts';
import classes from './feedback.module.css';

/** Faster than this nobody needs to see that something was awaited. */
const QUIET_MS = 300;
const ROW_WIDTHS = ['92%', '76%', '84%', '64%'] as const;

type EmptyStateProps = {
  readonly icon: ReactNode;
  readonly title: string;
  /** What this is, and the first step. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={classes.state}>
      <span className={classes.icon}>{icon}</span>
      <p className={classes.title}>{title}</p>
      <p className={classes.body}>{children}</p>
      {action}
    </div>
  );
}

type ErrorStateProps = {
  readonly code: ErrorCode;
  readonly onRetry?: (() => void) | undefined;
  /** For whoever supports others: the code in small print. */
  readonly showCode?: boolean;
  readonly children?: ReactNode;
};

export function ErrorState({ code, onRetry, showCode = false, children }: ErrorStateProps) {
  const t = useTexts();
  return (
    <div className={classes.state} role="alert">
      <span className={classes.iconDanger}>
        <IconAlertCircle size={20} stroke={1.75} />
      </span>
      <p className={classes.body}>{errorText(t, code)}</p>
      {onRetry !== undefined && (
        <Button size="xs" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
      {children}
      {showCode && <p className={classes.code}>{code}</p>}
    </div>
  );
}

type LoadingStateProps = { readonly rows?: number };

export function LoadingState({ rows = 3 }: LoadingStateProps) {
  const t = useTexts();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setShown(true);
    }, QUIET_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  if (!shown) return null;
  return (
    <div className={classes.loading} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={12} width={ROW_WIDTHS[row % ROW_WIDTHS.length] ?? '100%'} radius="sm" />
      ))}
    </div>
  );
}
