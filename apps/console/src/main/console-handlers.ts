/** What the window may ask of this machine, answered. */

import type { OwnHost } from '@alongside/helper/main/own-host.ts';
import { fail, ok } from '@alongside/protocol';
import type { Handlers } from '@alongside/ipc';
import type { ClipboardContent } from '@alongside/protocol';
import { fileHandlers } from './files/file-handlers.ts';
import { recordingHandlers } from './recordings/recording-handlers.ts';
import type { Recordings } from './recordings/recordings.ts';
import { captureSources, listCaptureSources, saveText } from '@alongside/shell';
import type { ExternalOpener, MachineClipboard, SecretStore, SourceGate } from '@alongside/shell';
import { app, clipboard } from 'electron';
import type { ConsoleContract } from '../contract.ts';
import type { ChoicesFile } from './choices-file.ts';
import type { StartRequests } from './start-requests.ts';

type ConsoleParts = {
  readonly relay: string;
  readonly secrets: SecretStore;
  readonly choices: ChoicesFile;
  readonly starts: StartRequests;
  readonly openExternal: ExternalOpener;
  readonly machineClipboard: MachineClipboard;
  readonly onCopied: (content: ClipboardContent, change: number) => void;
  readonly recordings: Recordings;
  readonly capture: SourceGate;
  /** For what this person lets customers control. */
  readonly host: OwnHost;
  readonly explainFailure: () => 'unreachable' | 'certificate';
  /** A token that was handed over for this start; it is used before the kept one. */
  readonly handedOver: string | undefined;
};

export function consoleHandlers(parts: ConsoleParts): Handlers<ConsoleContract> {
  const { relay, secrets, choices, starts, openExternal, explainFailure } = parts;
  let { handedOver } = parts;
  return {
    'app.info': async () =>
      ok({
        version: app.getVersion(),
        carrier: 'electron',
        relay,
        choices: await choices.load(),
        startNow: starts.take(),
        joinToken: null,
      }),
    'relay.explain': () => ok(explainFailure()),
    'token.load': async () => {
      const kept = await secrets.load();
      return ok(handedOver ?? (kept.ok ? kept.value : null));
    },
    'token.save': async ({ token }) => {
      const saved = await secrets.save(token);
      return saved.ok ? ok(null) : saved;
    },
    'token.clear': async () => {
      handedOver = undefined;
      await secrets.clear();
      return ok(null);
    },
    'choices.save': async (changed) => {
      await choices.save(changed);
      return ok(null);
    },
    'file.save': saveText,
    ...fileHandlers(),
    ...clipboardHandlers(parts),
    ...shareHandlers(parts),
    ...hostHandlers(parts),
    ...recordingHandlers(parts.recordings),
    'link.open': ({ address }) => openExternal(address).then((opened) => (opened.ok ? ok(null) : opened)),
  };
}

function clipboardHandlers({
  machineClipboard,
  onCopied,
}: ConsoleParts): Pick<Handlers<ConsoleContract>, `clipboard.${'write' | 'watch' | 'look' | 'put'}`> {
  return {
    'clipboard.write': async ({ text }) => {
      // Newer Electron answers with promises, 33 at once: awaiting serves both.
      await clipboard.writeText(text);
      return (await clipboard.readText()) === text ? ok(null) : fail('failed');
    },
    'clipboard.watch': async ({ on }) => ok(await machineClipboard.watch(on ? onCopied : null)),
    'clipboard.look': async () => ok(await machineClipboard.look()),
    'clipboard.put': async (content) => ((await machineClipboard.write(content)) ? ok(null) : fail('failed')),
  };
}

type HostCalls = Pick<Handlers<ConsoleContract>, `host.${'open' | 'close'}`>;

function hostHandlers({ host }: ConsoleParts): HostCalls & OwnHost['handlers'] {
  return {
    'host.open': async ({ source }) => ok(await host.open(source)),
    'host.close': async () => {
      await host.close();
      return ok(null);
    },
    ...host.handlers,
  };
}

const MAX_SOURCES = 64;

function shareHandlers({
  capture,
}: ConsoleParts): Pick<Handlers<ConsoleContract>, `share.${'sources' | 'open' | 'close'}`> {
  return {
    'share.sources': async ({ type }) => ok([...(await listCaptureSources(type))].slice(0, MAX_SOURCES)),
    'share.open': ({ source }) => {
      const kind = source?.startsWith('window:') === true ? 'window' : 'screen';
      capture.open(async () => (await captureSources(kind)).find(({ id }) => id === source));
      return ok(null);
    },
    'share.close': () => {
      capture.close();
      return ok(null);
    },
  };
}
