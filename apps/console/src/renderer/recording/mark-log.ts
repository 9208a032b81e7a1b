/** Writes the track beside a recording: what is said, allowed, sent, opened and clicked while it runs. */

import { isCsr } from '@alongside/protocol';
import type { ParticipantId, RecordingMark } from '@alongside/protocol';
import type { Link } from '@alongside/rtc';
import { pictureBox, pointOnStage } from '@alongside/ui';
import type { AskedMachines } from '@alongside/ui';
import type { Conversation } from '../chat/conversation.ts';
import type { FileShare } from '../files/file-share.ts';
import type { NotesDesk } from '../notes/notes-desk.ts';

type Unstamped<T> = T extends unknown ? Omit<T, 'at'> : never;

export type MarkSources = {
  readonly self: ParticipantId;
  readonly link: Link;
  readonly customers: Pick<AskedMachines, 'store'>;
  readonly conversation: Pick<Conversation, 'store'>;
  readonly notes: Pick<NotesDesk, 'store'>;
  readonly files: Pick<FileShare, 'store'>;
  readonly nameOf: (person: ParticipantId) => string;
};

const MAX_CHAT = 4_000;
const MAX_NOTE = 20_000;

/** Returns what ends it. What was there before is no part of it. */
export function logMarks(sources: MarkSources, add: (mark: Unstamped<RecordingMark>) => void): () => void {
  const ends = [
    logChat(sources, add),
    logNotes(sources, add),
    logGrants(sources, add),
    logPeople(sources, add),
    logFiles(sources, add),
    logWindows(sources, add),
    logClicks(sources, add),
  ];
  return () => {
    for (const end of ends) end();
  };
}

type Log = (sources: MarkSources, add: (mark: Unstamped<RecordingMark>) => void) => () => void;

const logChat: Log = ({ conversation, nameOf }, add) => {
  const known = new Set(conversation.store.get().lines.map(({ id }) => id));
  return conversation.store.subscribe(() => {
    for (const { id, from, text } of conversation.store.get().lines) {
      if (known.has(id)) continue;
      known.add(id);
      add({ kind: 'chat', from: nameOf(from), text: text.slice(0, MAX_CHAT) });
    }
  });
};

const logNotes: Log = ({ notes }, add) => {
  let known = notes.store.get().text;
  return notes.store.subscribe(() => {
    const { text, state } = notes.store.get();
    if (state.kind !== 'saved' || text === known) return;
    known = text;
    add({ kind: 'note', text: text.slice(0, MAX_NOTE) });
  });
};

const logGrants: Log = ({ customers, nameOf }, add) => {
  const listed = () =>
    new Map(
      [...customers.store.get()].flatMap(([person, { grants }]) =>
        grants.map((grant) => [grant.id, { person, capability: grant.capability }] as const),
      ),
    );
  let known = listed();
  return customers.store.subscribe(() => {
    const now = listed();
    for (const [id, { person, capability }] of now) {
      if (!known.has(id)) add({ kind: 'grant', name: nameOf(person), capability, what: 'given' });
    }
    for (const [id, { person, capability }] of known) {
      if (!now.has(id)) add({ kind: 'grant', name: nameOf(person), capability, what: 'ended' });
    }
    known = now;
  });
};

const logPeople: Log = ({ link }, add) => {
  const present = () =>
    new Map(
      (link.state.get().session?.participants ?? [])
        .filter(({ state }) => state !== 'lobby')
        .map(({ id, name }) => [id, name] as const),
    );
  let known = present();
  return link.state.subscribe(() => {
    const now = present();
    for (const [id, name] of now) if (!known.has(id)) add({ kind: 'person', name, what: 'came' });
    for (const [id, name] of known) if (!now.has(id)) add({ kind: 'person', name, what: 'left' });
    known = now;
  });
};

const logFiles: Log = ({ files }, add) => {
  const saved = () =>
    files.store
      .get()
      .flatMap(({ offer, file, name, size, takers }) =>
        [...takers]
          .filter(([, { state }]) => state === 'saved')
          .map(([person]) => ({ key: `${String(offer)} ${String(file)} ${person}`, name, size })),
      );
  const known = new Set(saved().map(({ key }) => key));
  return files.store.subscribe(() => {
    for (const { key, name, size } of saved()) {
      if (known.has(key)) continue;
      known.add(key);
      add({ kind: 'file', name, size });
    }
  });
};

const logWindows: Log = ({ link }, add) =>
  link.onMessage((from, message) => {
    const role = link.state.get().session?.participants.find(({ id }) => id === from)?.role;
    if (message.type !== 'recording.window' || role === undefined || isCsr(role)) return;
    add({ kind: 'window', title: message.title });
  });

/** On the picture of a machine that this person controls. */
const logClicks: Log = ({ customers, link, self }, add) => {
  const onDown = ({ target, clientX: x, clientY: y }: PointerEvent): void => {
    if (!(target instanceof HTMLVideoElement)) return;
    const shown = [...link.state.get().peers].find(
      ([, { screen }]) => screen !== null && screen === target.srcObject,
    );
    const control = shown === undefined ? undefined : customers.store.get().get(shown[0])?.control;
    if (control?.holder !== self) return;
    const box = pictureBox(target.getBoundingClientRect(), {
      width: target.videoWidth,
      height: target.videoHeight,
    });
    const point = box === undefined ? undefined : pointOnStage({ x, y }, box);
    if (point?.inside === true) add({ kind: 'click', ...point.at });
  };
  document.addEventListener('pointerdown', onDown, { capture: true });
  return () => {
    document.removeEventListener('pointerdown', onDown, { capture: true });
  };
};
