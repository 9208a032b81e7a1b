/**
 * One running session: the connection and, by name, each feature's part of it. Only a list: what a feature does stands
 * in its own file. `close` ends everything that was opened here.
 */

import type { Bridge } from '@alongside/ipc';
import { Call, randomId } from '@alongside/rtc';
import type { LinkRequest, Link } from '@alongside/rtc';
import { isCsr, requestIdSchema } from '@alongside/protocol';
import type { KeptSnapshot, ParticipantId, Result } from '@alongside/protocol';
import { createAskedMachines } from '@alongside/ui';
import type { AskedMachines, ErrorCode } from '@alongside/ui';
import { ColleagueCalls } from '../colleagues/colleague-calls.ts';
import { KeepChat } from '../chat/keep-chat.ts';
import { createConversation } from '../chat/conversation.ts';
import { ClipboardDesk } from '../clipboard/clipboard-desk.ts';
import type { ConsoleContract } from '../../contract.ts';
import type { Conversation } from '../chat/conversation.ts';
import type { Invitations } from '../invite/invitations.ts';
import { FileShare } from '../files/file-share.ts';
import { FolderDesk } from '../folders/folder-desk.ts';
import { NotesDesk } from '../notes/notes-desk.ts';
import { createNotices } from '../notices/notice-store.ts';
import type { Notices } from '../notices/notice-store.ts';
import { sayHidden } from '../remote-control/hidden-notices.ts';
import { sayReboots } from '../remote-control/reboot-notices.ts';
import { sayingsOf } from '../remote-control/view-notices.ts';
import { ReceiptDesk } from '../receipt/receipt-desk.ts';
import { RecordingDesk } from '../recording/recording-desk.ts';
import { ShareDesk } from '../share/share-desk.ts';
import { SystemInfoDesk } from '../system-info/system-info-desk.ts';
import { rosterSayings } from './roster-notices.ts';

export type SessionDesk = {
  readonly self: ParticipantId;
  readonly link: Link;
  readonly invitations: Invitations;
  readonly conversation: Conversation;
  readonly customers: AskedMachines;
  readonly calls: ColleagueCalls;
  readonly notes: NotesDesk;
  readonly files: FileShare;
  readonly folders: FolderDesk;
  readonly systemInfo: SystemInfoDesk;
  readonly notices: Notices;
  /** Null in a browser, whose pages do not follow a clipboard. */
  readonly clipboard: ClipboardDesk | null;
  readonly share: ShareDesk;
  readonly call: Call;
  readonly recording: RecordingDesk;
  /** Asks the relay; a refusal becomes a notice. */
  readonly request: (message: LinkRequest) => Promise<boolean>;
  readonly close: () => void;
};

/** With the session, at the relay. */
export type KeepSnapshot = (snapshot: KeptSnapshot) => Promise<Result<unknown, ErrorCode>>;

type DeskOptions = {
  readonly self: ParticipantId;
  readonly link: Link;
  readonly invitations: Invitations;
  /** Its origin stands in links. */
  readonly relay: string;
  readonly bridge: Bridge<ConsoleContract>;
  readonly client: 'console' | 'web-console';
  readonly keepSnapshot: KeepSnapshot;
};

export function createSessionDesk(options: DeskOptions): SessionDesk {
  const { self, link, invitations } = options;
  const notices = createNotices();
  const parts = createParts(options, notices);
  const keepChat = new KeepChat(link, parts.conversation);
  const stopRoster = watchRoster(link, self, notices);
  const stopSite = watchSite(link, notices);
  return {
    self,
    link,
    invitations,
    notices,
    ...parts,
    request: (message) => requestOrSay(link, notices, message),
    close() {
      stopRoster();
      stopSite();
      keepChat.close();
      for (const part of Object.values(parts)) part?.close();
      notices.close();
      link.close();
    },
  };
}

/** One for each feature. */
function createParts({ self, link, relay, bridge, client, keepSnapshot }: DeskOptions, notices: Notices) {
  const nameOf = (id: ParticipantId): string =>
    link.state.get().session?.participants.find((person) => person.id === id)?.name ?? '';
  // Whoever is off the roster already counts too: there is a view to drop.
  const isCustomer = (id: ParticipantId): boolean => {
    const role = link.state.get().session?.participants.find((person) => person.id === id)?.role;
    return role === undefined || !isCsr(role);
  };
  const customers = createAskedMachines({
    link,
    self,
    isAsked: isCustomer,
    newRequestId: () => requestIdSchema.parse(randomId()),
    onChange: ({ peer, before, after }) => {
      for (const { tone, text } of sayingsOf(before, after, nameOf(peer))) notices.say(tone, text);
    },
  });
  const conversation = createConversation(link, self);
  const notes = new NotesDesk(link);
  const files = new FileShare(link);
  const call = new Call(link);
  const all = { self, link, bridge, notices, customers, conversation, notes, files, call, nameOf };
  return {
    recording: new RecordingDesk(all),
    conversation,
    customers,
    calls: new ColleagueCalls({ link, relay, notices }),
    notes,
    files,
    folders: new FolderDesk(all),
    systemInfo: new SystemInfoDesk({ ...all, keepSnapshot }),
    clipboard: client === 'web-console' ? null : new ClipboardDesk({ link, customers, bridge }),
    share: new ShareDesk({ link, bridge, notices }),
    call,
    receipts: new ReceiptDesk({ link, self, notices }),
    hidden: sayHidden({ link, notices, nameOf }),
    reboots: sayReboots({ link, notices, nameOf }),
  };
}

/** What is refused of the site is said once, as long as it is. */
function watchSite(link: Link, notices: Notices): () => void {
  let said = link.state.get().siteProblem;
  return link.state.subscribe(() => {
    const { siteProblem } = link.state.get();
    if (siteProblem === said) return;
    said = siteProblem;
    if (siteProblem !== null) notices.fail(siteProblem);
  });
}

function watchRoster(link: Link, self: ParticipantId, notices: Notices): () => void {
  let known = link.state.get().session?.participants ?? [];
  return link.state.subscribe(() => {
    const now = link.state.get().session?.participants ?? [];
    if (now === known) return;
    for (const { tone, text } of rosterSayings(known, now, self)) notices.say(tone, text);
    known = now;
  });
}

async function requestOrSay(link: Link, notices: Notices, message: LinkRequest): Promise<boolean> {
  const answer = await link.request(message);
  if (!answer.ok) notices.fail(answer.code);
  return answer.ok;
}
