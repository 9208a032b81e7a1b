/**
 * This machine's clipboard: what is copied from now on, and writing to it. Electron tells of no change, so it is looked
 * at; never at what was there before, at what we put there ourselves, or at what a program marked as secret.
 */
import { createHash } from 'node:crypto';
import { MAX_CLIPBOARD_IMAGE_BYTES, MAX_CLIPBOARD_TEXT, type ClipboardContent } from '@alongside/protocol';
import { systemClipboard, type SystemClipboard } from './system-clipboard.ts';

/** Soon enough that pasting after copying works without a thought. */
const LOOK_MS = 400;
/** Pictures are large: looking at one takes long, so it happens this many times more seldom. */
const LOOKS_A_PICTURE = 4;

/** What password managers put beside a password. */
const SECRET_MARKS = [
  'x-kde-passwordManagerHint',
  'org.nspasteboard.ConcealedType',
  'ExcludeClipboardContentFromMonitorProcessing',
  'Clipboard Viewer Ignore',
];

/** Changes are numbered, so that whoever asked for a look knows when it has heard all that was found. */
type ClipboardListener = (content: ClipboardContent, change: number) => void;

export class MachineClipboard {
  readonly #clipboard: SystemClipboard;
  #onChange: ClipboardListener | null = null;
  #timer: NodeJS.Timeout | undefined;
  #known: string | null = null;
  #looks = 0;
  #changes = 0;

  constructor(clipboard = systemClipboard()) {
    this.#clipboard = clipboard;
  }

  /** Null ends it. What is there at the beginning is not told. Answers with the number of the last change. */
  async watch(onChange: ClipboardListener | null): Promise<number> {
    clearTimeout(this.#timer);
    const isNew = this.#onChange === null;
    this.#onChange = onChange;
    if (onChange === null) return this.#changes;
    if (isNew) this.#known = markOf(await this.#read(true));
    this.#plan();
    return this.#changes;
  }

  /** Tells at once what has been copied since the last look. Answers with the number of the last change. */
  async look(withPicture = true): Promise<number> {
    if (this.#onChange === null) return this.#changes;
    const content = await this.#read(withPicture);
    const mark = markOf(content);
    if (content === 'unread' || mark === this.#known) return this.#changes;
    this.#known = mark;
    if (content === null) return this.#changes;
    this.#changes += 1;
    this.#onChange?.(content, this.#changes);
    return this.#changes;
  }

  /** Whether it can be pasted now. */
  async write(content: ClipboardContent): Promise<boolean> {
    if (content.kind === 'text') await this.#clipboard.writeText(content.text);
    else if (!(await this.#clipboard.writePng(Buffer.from(content.png, 'base64')))) return false;
    const there = await this.#read(true);
    this.#known = markOf(there);
    return there !== null && there !== 'unread' && there.kind === content.kind;
  }

  #plan(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#lookAgain(), LOOK_MS);
  }

  async #lookAgain(): Promise<void> {
    this.#looks += 1;
    await this.look(this.#looks % LOOKS_A_PICTURE === 0);
    if (this.#onChange !== null) this.#plan();
  }

  async #read(withPicture: boolean): Promise<ClipboardContent | null | 'unread'> {
    const formats = await this.#clipboard.formats();
    for (const mark of SECRET_MARKS) {
      if (formats.includes(mark) || (await this.#clipboard.has(mark))) return null;
    }
    const text = await this.#clipboard.text();
    if (text !== '') return text.length > MAX_CLIPBOARD_TEXT ? null : { kind: 'text', text };
    if (!formats.some((format) => format.startsWith('image/'))) return null;
    if (!withPicture) return 'unread';
    const png = await this.#clipboard.png();
    if (png.length === 0 || png.length > MAX_CLIPBOARD_IMAGE_BYTES) return null;
    return { kind: 'image', png: png.toString('base64') };
  }
}

function markOf(content: ClipboardContent | null | 'unread'): string | null {
  if (content === null || content === 'unread') return null;
  const data = content.kind === 'text' ? content.text : content.png;
  return `${content.kind} ${createHash('sha256').update(data).digest('base64')}`;
}
