/** What the relay said last of the site could not be proved, so it does not count here. */
import type { SiteProblem } from '@alongside/rtc';
import { errorText, useTexts } from '@alongside/ui';
import { IconShieldQuestion } from '@tabler/icons-react';
import { Note } from '../look/note.tsx';

export function SiteNote({ problem }: { readonly problem: SiteProblem }) {
  const t = useTexts();
  return (
    <Note tone="plain" icon={<IconShieldQuestion size={20} stroke={1.75} />}>
      {errorText(t, problem)}
    </Note>
  );
}
