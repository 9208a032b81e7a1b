/** A disk for tests: what is on it lies in memory, and it breaks on command. */
import { fail, ok, type FileBlock } from '@alongside/protocol';
import type { DownloadProblem, OpenDownload } from '@alongside/session';
import type { Downloads } from '../ports.ts';

/** Stands for SHA-256: at once, so that a test knows when all is done. */
export function hashOf(bytes: Uint8Array): Buffer {
  const hash = Buffer.alloc(32);
  for (const [index, byte] of bytes.entries()) {
    const at = index % hash.length;
    hash[at] = (Math.imul(hash[at] ?? 0, 31) + byte + index) & 0xff;
  }
  return hash;
}

export class FakeDownloads implements Downloads {
  readonly canChoose = true;
  readonly saved = new Map<string, Buffer>();
  readonly shown: string[] = [];
  /** What the next act on the disk comes to. */
  breaks: DownloadProblem | 'not-chosen' | null = null;
  /** Files that are open now. */
  opened = 0;

  readonly show = (path: string): void => void this.shown.push(path);

  readonly open: Downloads['open'] = ({ name }) => {
    if (this.breaks !== null) return Promise.resolve(fail(this.breaks));
    this.opened += 1;
    return Promise.resolve(ok(this.#download(name)));
  };

  /** Parts by name, as a disk keeps them. */
  readonly parts = new Map<string, Buffer[]>();

  readonly reopen: Downloads['reopen'] = ({ name, part }) => {
    if (!this.parts.has(part)) return Promise.resolve(fail('not-writable'));
    this.opened += 1;
    return Promise.resolve(ok(this.#download(name)));
  };

  #download(name: string): OpenDownload {
    const part = `${name}.part`;
    const blocks = this.parts.get(part) ?? [];
    this.parts.set(part, blocks);
    const hashes = blocks.map(hashOf);
    const disk = (): DownloadProblem | null => (this.breaks === 'not-chosen' ? null : this.breaks);
    return {
      part,
      get written() {
        return blocks.length;
      },
      write: ({ bytes, hash }: FileBlock) => {
        const own = hashOf(bytes);
        const broken = disk() ?? (own.equals(hash) ? null : 'damaged');
        if (broken !== null) return Promise.resolve(fail(broken));
        blocks.push(Buffer.from(bytes));
        hashes.push(own);
        return Promise.resolve(ok());
      },
      finish: (sum) => {
        const whole = Buffer.concat(blocks);
        if (hashOf(Buffer.concat(hashes)).toString('hex') !== sum) return Promise.resolve(fail('damaged'));
        this.opened -= 1;
        this.saved.set(name, whole);
        return Promise.resolve(ok({ path: `/${name}`, name, sha256: hashOf(whole).toString('hex') }));
      },
      discard: () => {
        this.opened -= 1;
        this.parts.delete(part);
        return Promise.resolve();
      },
    };
  }
}
