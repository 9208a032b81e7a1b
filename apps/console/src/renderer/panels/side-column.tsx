/** The column at the right of the stage: open panels one above the other, as wide as the person drew it. */

import { ActionIcon } from '@mantine/core';
import { useTexts } from '@alongside/ui';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ConsoleApp } from '../app/console-app.ts';
import { ResizeHandle } from './resize-handle.tsx';
import { usePanelWidth } from './use-panel-width.ts';
import classes from './side-column.module.css';

type SideColumnProps = { readonly app: ConsoleApp; readonly children: ReactNode };

export function SideColumn({ app, children }: SideColumnProps) {
  const { width, setWidth } = usePanelWidth(app);
  return (
    <div className={classes.side} style={{ width }}>
      <ResizeHandle width={width} onWidth={setWidth} />
      <div className={classes.stack}>{children}</div>
    </div>
  );
}

type SidePanelProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

export function SidePanel({ title, onClose, children }: SidePanelProps) {
  const t = useTexts();
  return (
    <aside className={classes.panel} aria-label={title}>
      <header className={classes.header}>
        <h2 className={classes.title}>{title}</h2>
        <ActionIcon aria-label={t('session.panelClose')} onClick={onClose}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </header>
      <div className={classes.content}>{children}</div>
    </aside>
  );
}
