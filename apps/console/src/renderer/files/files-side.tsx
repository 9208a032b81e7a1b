/** Joins what is shared with the session that it is shared in. */

import { DEFAULT_SITE } from '@alongside/protocol';
import type { Participant } from '@alongside/protocol';
import { useObservable } from '../app/use-observable.ts';
import type { SessionDesk } from '../session/session-desk.ts';
import type { StageView } from '../stage/stage-view.ts';
import { FileDrop } from './file-drop.tsx';
import { FilesPanel } from './files-panel.tsx';

type FilesSideProps = {
  readonly desk: SessionDesk;
  readonly view: StageView;
  readonly people: readonly Participant[];
  readonly onAdvanced: () => void;
};

export function FilesSide({ desk, view, people, onAdvanced }: FilesSideProps) {
  const isAdvanced = useObservable(desk.link.state, ({ site }) => site?.files.advanced === true);
  const mayMove = useObservable(desk.link.state, ({ site }) => site?.files.whileSharing === true);
  const isSeen = view.kind === 'showing' || view.kind === 'awaiting';
  return (
    <FilesPanel
      files={desk.files}
      people={people}
      onStopSharing={isSeen && !mayMove ? () => desk.customers.stop(view.customer.id) : null}
      onAdvanced={isAdvanced ? onAdvanced : null}
      onShare={(files) => shareFiles(desk, files)}
    />
  );
}

/** What is larger than the site lets through is named, and the rest goes. */
function shareFiles({ files: share, link, notices }: SessionDesk, files: readonly File[]): void {
  const { maxFileMb } = (link.state.get().site ?? DEFAULT_SITE).files;
  const isTooBig = ({ size }: File): boolean => size > maxFileMb * MIB;
  for (const { name } of files.filter(isTooBig)) {
    notices.say('bad', (t) => t('files.tooBig', { name, count: maxFileMb }));
  }
  share.share(files.filter((file) => !isTooBig(file)));
}

const MIB = 1024 * 1024;

type FilesDroppedProps = { readonly desk: SessionDesk; readonly onShared: () => void };

export function FilesDropped({ desk, onShared }: FilesDroppedProps) {
  return (
    <FileDrop
      onFolder={() => desk.notices.say('bad', (t) => t('files.noFolders'))}
      onShare={(files) => {
        if (files.length === 0) return;
        shareFiles(desk, files);
        onShared();
      }}
    />
  );
}
