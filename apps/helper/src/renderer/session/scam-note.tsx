/** The warning that stands on the first screens, with the button that ends it all. */
import { useTexts } from '@alongside/ui';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Note } from '../look/note.tsx';

export function ScamNote({ onStop }: { readonly onStop: () => void }) {
  const t = useTexts();
  return (
    <Note
      tone="warning"
      icon={<IconAlertTriangle size={20} stroke={1.75} />}
      title={t('join.scamTitle')}
      actions={<Button onClick={onStop}>{t('join.scamStop')}</Button>}
    >
      {t('join.scamBody')}
    </Note>
  );
}
