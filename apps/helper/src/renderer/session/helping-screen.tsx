/** While somebody helps: who it is, what they may do and how to stop it, a place to write, the way out. */
import { useTexts } from '@alongside/ui';
import { Button } from '@mantine/core';
import type { GrantId, ParticipantId } from '@alongside/protocol';
import type { Call, Link, LinkState } from '@alongside/rtc';
import type { OfferedShares } from '@alongside/session';
import type { BannerView } from '../../contract/banner-contract.ts';
import type { KeyNames } from '../../contract/consent-contract.ts';
import type { Machine } from '@alongside/protocol';
import type { FilesView } from '@alongside/protocol';
import type { ZonesView } from '../../contract/zones-view.ts';
import { ZonesSection, type ZoneActions } from './zones-section.tsx';
import type { Sharing } from '../../contract/sharing-view.ts';
import { BannerStrip } from '../banner/banner-strip.tsx';
import { AppFrame } from '../look/app-frame.tsx';
import { AllowedList } from './allowed-list.tsx';
import { CallSection } from './call-section.tsx';
import type { SeatedDesk } from './inside.ts';
import { ChatSection } from './chat-section.tsx';
import { FilesSection, type FileActions } from './files-section.tsx';
import { HelperCard } from './helper-card.tsx';
import { peopleOf } from './people.ts';
import { MachineNotes } from './machine-notes.tsx';
import { SharedByCsr } from './shared-by-csr.tsx';
import { RecordingNotes } from './recording-note.tsx';
import { RelayNote } from './relay-note.tsx';
import { SiteNote } from './site-note.tsx';
import { TrustNotes } from './trust-notes.tsx';

type HelpingScreenProps = {
  readonly state: LinkState;
  readonly link: Link;
  readonly desk: SeatedDesk;
  readonly sharing: Sharing;
  readonly machine: Machine | null;
  readonly keyNames: KeyNames;
  /** Where there is no banner over everything, it stands here; null while nothing is shared. */
  readonly banner: BannerView | null;
  readonly call: Call;
  readonly files: FilesView;
  readonly fileActions: FileActions;
  readonly zones: ZonesView;
  readonly zoneActions: ZoneActions;
  readonly shares: OfferedShares;
  readonly onShareAnswer: (from: ParticipantId, accepted: boolean) => void;
  readonly onVerdict: (peer: ParticipantId, words: 'match' | 'differ') => void;
  readonly onRevoke: (grantId: GrantId) => void;
  readonly onRevokeAll: () => void;
  readonly onLeave: () => void;
};

export function HelpingScreen(props: HelpingScreenProps) {
  const { state, desk, sharing, machine, keyNames, banner, onVerdict, onRevoke, onRevokeAll, onLeave } =
    props;
  const t = useTexts();
  const people = peopleOf(state);
  return (
    <AppFrame
      foot={
        <Button fullWidth onClick={onLeave}>
          {t('join.leave')}
        </Button>
      }
    >
      {banner !== null && <BannerStrip place="inside" banner={banner} onStop={onRevokeAll} />}
      <HelperCard session={state.session} people={people} />
      {state.relay.kind === 'retrying' && <RelayNote trouble={state.relay} />}
      {state.siteProblem !== null && <SiteNote problem={state.siteProblem} />}
      <SharedByCsr
        shares={props.shares}
        state={state}
        link={props.link}
        asked={desk.asked}
        onAnswer={props.onShareAnswer}
      />
      <RecordingNotes recordedBy={sharing.recordedBy} />
      <TrustNotes people={people} onVerdict={onVerdict} />
      <AllowedList sharing={sharing} keyNames={keyNames} onRevoke={onRevoke} />
      {machine !== null && <MachineNotes machine={machine} />}
      {props.zones.canHide && <ZonesSection zones={props.zones} actions={props.zoneActions} />}
      <FilesSection files={props.files} actions={props.fileActions} />
      <CallSection call={props.call} state={state} />
      <ChatSection desk={desk.chat} state={state} />
    </AppFrame>
  );
}
