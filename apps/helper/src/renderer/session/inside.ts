/** Everything that lives as long as one link: reports, picture, chat, and what the trusted side wants said. */
import type { Bridge } from '@alongside/ipc';
import {
  DEFAULT_SITE,
  isCsr,
  NO_FILES,
  requestIdSchema,
  type FilesView,
  type ParticipantId,
} from '@alongside/protocol';
import { Call, randomId, type ClosedReason, type Link } from '@alongside/rtc';
import { createAskedMachines, createStore, type AskedMachines, type Store } from '@alongside/ui';
import { NO_ZONES, type ZonesView } from '../../contract/zones-view.ts';
import type { ZoneActions } from './zones-section.tsx';
import { encodeSentInput } from '../../contract/input-frame.ts';
import type { SessionContract } from '../../contract/session-contract.ts';
import { createChatDesk, type ChatDesk } from './chat-desk.ts';
import type { FileActions } from './files-section.tsx';
import { sendFetched } from './send-fetched.ts';
import { reportLink } from './link-report.ts';
import { WatchedShares } from './watched-shares.ts';
import { ScreenShare } from './screen-share.ts';

/** Long enough for the relay to hear it, short enough that nobody waits for it. */
const GOODBYE_MS = 1_000;

/** What needs one's own place in the session. */
export type SeatedDesk = {
  readonly chat: ChatDesk;
  /** What we have asked of CSRs who show something and let us. */
  readonly asked: AskedMachines;
};

function seatedDesk(link: Link, self: ParticipantId): SeatedDesk {
  const isAsked = (id: ParticipantId): boolean => {
    const role = link.state.get().session?.participants.find((person) => person.id === id)?.role;
    return role === undefined || isCsr(role);
  };
  const asked = createAskedMachines({
    link,
    self,
    isAsked,
    newRequestId: () => requestIdSchema.parse(randomId()),
    onChange: () => undefined,
  });
  return { chat: createChatDesk(link, self), asked };
}

function valueOf<T>(answer: { readonly ok: true; readonly value: T } | { readonly ok: false }): T | null {
  return answer.ok ? answer.value : null;
}

export class Inside {
  readonly link: Link;
  /** Null until the session is known, and with it one's own place in it. */
  readonly desk: Store<SeatedDesk | null> = createStore<SeatedDesk | null>(null);
  readonly watched: WatchedShares;
  readonly call: Call;
  readonly zones: Store<ZonesView> = createStore<ZonesView>(NO_ZONES);
  readonly files: Store<FilesView> = createStore<FilesView>(NO_FILES);
  readonly #bridge: Bridge<SessionContract>;
  readonly #onOver: (reason: ClosedReason, hadBegun: boolean) => void;
  readonly #share: ScreenShare;
  readonly #ends: (() => void)[];
  #hasBegun = false;
  #toldRules = '';
  #isOver = false;

  constructor(
    link: Link,
    bridge: Bridge<SessionContract>,
    onOver: (reason: ClosedReason, hadBegun: boolean) => void,
  ) {
    this.link = link;
    this.#bridge = bridge;
    this.#onOver = onOver;
    this.#share = new ScreenShare(link, () => void bridge.call('capture.ended'));
    this.watched = new WatchedShares(link);
    this.call = new Call(link);
    this.#ends = [
      () => this.watched.close(),
      () => this.call.close(),
      link.state.subscribe(() => this.#follow()),
      link.state.subscribe(() => this.#tellSite()),
      bridge.on('peer.tell', ({ to, message }) => void link.send(to, message)),
      bridge.on('fact.record', ({ fact }) => link.record(fact)),
      bridge.on('capture.start', ({ peer, surface }) => void this.#share.start(peer, surface)),
      bridge.on('files.changed', this.files.set),
      bridge.on('zones.changed', (zones) => {
        this.#share.hide(zones);
        this.zones.set(zones);
      }),
      sendFetched(link, bridge),
      link.onBulk((from, block) => bridge.sendFrame('block', encodeSentInput(from, block))),
      bridge.on('capture.stop', ({ peer }) => void this.#share.stop(peer)),
    ];
    this.#follow();
    this.#tellSite();
  }

  readonly fileActions: FileActions = {
    save: (ref, chooses) => void this.#bridge.call('files.save', { ...ref, chooses }),
    hold: (ref, on) => void this.#bridge.call('files.hold', { ...ref, on }),
    cancel: (ref) => void this.#bridge.call('files.cancel', ref),
    show: (ref) => void this.#bridge.call('files.show', ref),
  };

  readonly zoneActions: ZoneActions = {
    picture: async () => valueOf(await this.#bridge.call('zones.picture')),
    windows: async () => valueOf(await this.#bridge.call('zones.windows')) ?? [],
    addArea: (display, area) => void this.#bridge.call('zones.add-area', { display, area }),
    addWindow: (id) => void this.#bridge.call('zones.add-window', { id }),
    remove: (id) => void this.#bridge.call('zones.remove', { id }),
  };

  verdict(peer: ParticipantId, words: 'match' | 'differ'): void {
    this.link.wordsVerdict(peer, words);
  }

  /** Tells everybody, as far as they can be reached in a moment. What is shared has ended before that. */
  async leave(): Promise<void> {
    this.#end();
    await this.#bridge.call('session.ended');
    const late = new Promise((resolve) => setTimeout(resolve, GOODBYE_MS));
    await Promise.race([this.link.request({ type: 'session.leave' }), late]);
    this.link.close();
  }

  #follow(): void {
    const { session, self, invitedBy, relay } = this.link.state.get();
    if (session !== null && self !== null && !this.#hasBegun) {
      this.#hasBegun = true;
      const { organisation, verified, participants } = session;
      const name = invitedBy ?? participants.find(({ role }) => role === 'lead-csr')?.name ?? organisation;
      void this.#bridge.call('session.joined', {
        session: session.id,
        self,
        organisation,
        verified,
        name,
      });
      this.#ends.push(reportLink(this.link, this.#bridge));
      const desk = seatedDesk(this.link, self);
      this.#ends.push(desk.chat.close, desk.asked.close);
      this.desk.set(desk);
    }
    if (relay.kind === 'closed') this.#over(relay.reason);
  }

  /** Live: what the site takes back ends at once. */
  #tellSite(): void {
    const { files, snapshotsKept, retentionDays } = this.link.state.get().site ?? DEFAULT_SITE;
    const rules = {
      filesWhileSharing: files.whileSharing,
      filesAdvanced: files.advanced,
      snapshotDays: snapshotsKept ? retentionDays : null,
    };
    if (JSON.stringify(rules) === this.#toldRules) return;
    this.#toldRules = JSON.stringify(rules);
    void this.#bridge.call('site.told', rules);
  }

  #over(reason: ClosedReason): void {
    if (this.#isOver) return;
    this.#end();
    void this.#bridge.call('session.ended');
    this.link.close();
    this.#onOver(reason, this.#hasBegun);
  }

  #end(): void {
    this.#isOver = true;
    this.#share.close();
    for (const end of this.#ends) end();
  }
}
