/** This machine's disk for files that come from customers: the window hands on blocks, the trusted side checks and writes. */

import type { Bridge } from '@alongside/ipc';
import { fail, ok } from '@alongside/protocol';
import type { DownloadProblem, FileDisk, OpenDownload } from '@alongside/session';
import type { ConsoleContract } from '../../contract.ts';

export function ownDisk(bridge: Bridge<ConsoleContract>): FileDisk {
  return {
    // Nothing of a fetch outlasts this window: it is asked for again.
    reopen: () => Promise.resolve(fail('not-writable')),
    async open({ name, size, within, to }) {
      const folder = to.kind === 'folder' ? to.folder : null;
      const opened = await bridge.call('download.open', { name, size, within: [...within], folder });
      return opened.ok ? ok(download(bridge, opened.value.handle)) : fail(problemOf(opened.code));
    },
  };
}

function download(bridge: Bridge<ConsoleContract>, handle: number): OpenDownload {
  let written = 0;
  return {
    part: null,
    get written() {
      return written;
    },
    async write({ index, hash, bytes }) {
      const answer = await bridge.call('download.write', { handle, index, hash, bytes });
      if (!answer.ok) return fail(problemOf(answer.code));
      written += 1;
      return ok();
    },
    async finish(sum) {
      const answer = await bridge.call('download.finish', { handle, sum });
      return answer.ok ? answer : fail(problemOf(answer.code));
    },
    async discard() {
      await bridge.call('download.discard', { handle });
    },
  };
}

function problemOf(code: string): DownloadProblem {
  return code === 'no-space' || code === 'damaged' ? code : 'not-writable';
}
