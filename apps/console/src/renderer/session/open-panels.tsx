/** The panels that are open beside the stage, one above the other. */

import type { Participant } from '@alongside/protocol';
import { useTexts } from '@alongside/ui';
import type { ConsoleApp } from '../app/console-app.ts';
import { AudioSide, VideoSide } from '../call/call-sides.tsx';
import { ChatSide } from '../chat/chat-side.tsx';
import { FilesSide } from '../files/files-side.tsx';
import { NotesPanel } from '../notes/notes-panel.tsx';
import { SideColumn, SidePanel } from '../panels/side-column.tsx';
import { RecorderSide } from '../recording/recorder-side.tsx';
import type { StageView } from '../stage/stage-view.ts';
import { SystemInfoSide } from '../system-info/system-info-side.tsx';
import type { SessionDesk } from './session-desk.ts';
import type { Panels } from './use-session-actions.ts';

type OpenPanelsProps = {
  readonly app: ConsoleApp;
  readonly desk: SessionDesk;
  readonly view: StageView;
  readonly people: readonly Participant[];
  readonly open: Readonly<
    Record<'chat' | 'audio' | 'video' | 'files' | 'systemInfo' | 'notes' | 'recorder', boolean>
  >;
  readonly panels: Panels;
  readonly isLead: boolean;
};

export function OpenPanels({ app, desk, view, people, open, panels, isLead }: OpenPanelsProps) {
  const t = useTexts();
  if (!Object.values(open).includes(true)) return null;
  return (
    <SideColumn app={app}>
      {open.chat && (
        <SidePanel title={t('chat.title')} onClose={panels.toggleChat}>
          <ChatSide app={app} desk={desk} />
        </SidePanel>
      )}
      {open.audio && (
        <SidePanel title={t('call.audio')} onClose={panels.toggleAudio}>
          <AudioSide desk={desk} />
        </SidePanel>
      )}
      {open.video && (
        <SidePanel title={t('call.video')} onClose={panels.toggleVideo}>
          <VideoSide desk={desk} />
        </SidePanel>
      )}
      {open.files && (
        <SidePanel title={t('files.title')} onClose={panels.toggleFiles}>
          <FilesSide desk={desk} view={view} people={people} onAdvanced={panels.toggleFolders} />
        </SidePanel>
      )}
      {open.systemInfo && (
        <SidePanel title={t('systemInfo.title')} onClose={panels.toggleSystemInfo}>
          <SystemInfoSide app={app} desk={desk} people={people} />
        </SidePanel>
      )}
      {open.notes && (
        <SidePanel title={t('notes.title')} onClose={panels.toggleNotes}>
          <NotesPanel notes={desk.notes} isLead={isLead} />
        </SidePanel>
      )}
      {open.recorder && (
        <SidePanel title={t('recording.panel')} onClose={panels.toggleRecorder}>
          <RecorderSide desk={desk} library={app.library} />
        </SidePanel>
      )}
    </SideColumn>
  );
}
