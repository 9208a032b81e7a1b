/** *Point*, *Draw* and *Clear* above the picture. */

import { ActionIcon, Tooltip } from '@mantine/core';
import { useTexts } from '@alongside/ui';
import { IconEraser, IconPencil, IconPointerPin } from '@tabler/icons-react';
import type { Pen } from './pen.ts';
import type { StageTool } from './use-drawing.ts';

type DrawingToolsProps = {
  readonly tool: StageTool;
  readonly pen: Pen | undefined;
  /** Why not: undefined where it works. */
  readonly unable: string | undefined;
  readonly onTool: (tool: StageTool) => void;
};

const ICON = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

export function DrawingTools({ tool, pen, unable, onTool }: DrawingToolsProps) {
  const t = useTexts();
  const tools = [
    { name: 'point', label: t('drawing.point'), icon: <IconPointerPin {...ICON} /> },
    { name: 'draw', label: t('drawing.draw'), icon: <IconPencil {...ICON} /> },
  ] as const;
  return (
    <>
      {tools.map(({ name, label, icon }) => (
        <Tooltip key={name} label={unable ?? label}>
          <ActionIcon
            aria-label={label}
            aria-pressed={tool === name}
            variant={tool === name ? 'light' : 'subtle'}
            disabled={unable !== undefined}
            onClick={() => {
              onTool(tool === name ? 'work' : name);
            }}
          >
            {icon}
          </ActionIcon>
        </Tooltip>
      ))}
      {tool !== 'work' && (
        <Tooltip label={t('drawing.clear')}>
          <ActionIcon
            aria-label={t('drawing.clear')}
            onClick={() => {
              pen?.clear();
            }}
          >
            <IconEraser {...ICON} />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  );
}
