/** What the window may ask of this machine, answered. */

import { fail, ok } from '@alongside/protocol';
import type { Handlers } from '@alongside/ipc';
import type { ExternalOpener, SecretStore } from '@alongside/shell';
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
    'clipboard.write': async ({ text }) => {
      // Newer Electron answers with promises, 33 at once: awaiting serves both.
      await clipboard.writeText(text);
      return (await clipboard.readText()) === text ? ok(null) : fail('failed');
    },
    'link.open': ({ address }) => openExternal(address).then((opened) => (opened.ok ? ok(null) : opened)),
  };
}
