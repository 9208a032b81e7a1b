/** The notes of this session: written here by the lead, saved to the relay by themselves, seen by the other CSRs. */

import { createStore } from '@alongside/ui';
import type { ErrorCode, Store } from '@alongside/ui';
import type { Link } from '@alongside/rtc';

/** A pause in typing; long enough for the relay, short enough that a crash costs a word. */
const PAUSE_MS = 800;

/**
 * How far the text has come.
 * `loading`: what the relay has is not here yet. → saved, failed
 * `saved`: the relay has it. → unsaved
 * `unsaved`: typed on since. → saving
 * `saving` → saved, unsaved (typed on meanwhile), failed
 * `failed`: tried again when the relay is back, or by hand. → saving
 */
export type NotesState =
  | { readonly kind: 'loading' | 'saved' | 'unsaved' | 'saving' }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

export type Notes = { readonly text: string; readonly state: NotesState };

export class NotesDesk {
  readonly store: Store<Notes> = createStore<Notes>({ text: '', state: { kind: 'loading' } });
  readonly #link: Link;
  readonly #ends: (() => void)[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(link: Link) {
    this.#link = link;
    this.#ends = [
      link.onNotes((text) => {
        this.store.set({ text, state: { kind: 'saved' } });
      }),
      watchOpen(link, () => void this.#catchUp()),
    ];
    void this.#load();
  }

  /** By the lead, at every key. */
  write(text: string): void {
    this.store.set({ text, state: { kind: 'unsaved' } });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), PAUSE_MS);
  }

  async save(): Promise<void> {
    clearTimeout(this.#timer);
    const { text, state } = this.store.get();
    if (state.kind !== 'unsaved' && state.kind !== 'failed') return;
    this.store.set({ text, state: { kind: 'saving' } });
    const answer = await this.#link.request({ type: 'notes.save', notes: text });
    const now = this.store.get();
    // Typed on meanwhile: the next pause saves that too.
    if (now.text !== text) return;
    this.store.set({ text, state: answer.ok ? { kind: 'saved' } : { kind: 'failed', code: answer.code } });
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const end of this.#ends) end();
  }

  async #load(): Promise<void> {
    const answer = await this.#link.request({ type: 'notes.get' });
    if (this.store.get().state.kind !== 'loading') return;
    if (!answer.ok) return this.store.set({ text: '', state: { kind: 'failed', code: answer.code } });
    if (answer.value.type === 'notes') this.store.set({ text: answer.value.notes, state: { kind: 'saved' } });
  }

  async #catchUp(): Promise<void> {
    const { text, state } = this.store.get();
    if (state.kind === 'loading' || (state.kind === 'failed' && text === '')) {
      this.store.set({ text, state: { kind: 'loading' } });
      await this.#load();
    } else await this.save();
  }
}

function watchOpen(link: Link, opened: () => void): () => void {
  let wasOpen = link.state.get().relay.kind === 'open';
  return link.state.subscribe(() => {
    const isOpen = link.state.get().relay.kind === 'open';
    if (isOpen && !wasOpen) opened();
    wasOpen = isOpen;
  });
}
