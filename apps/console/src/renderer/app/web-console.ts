/** The trusted side of the web console. A browser has no key store, so the sign-in lasts as long as the tab. */

import { decodeColleagueLink, decodeJson, fail, ok } from '@alongside/protocol';
import type { Handlers } from '@alongside/ipc';
import { serveInPage } from '@alongside/ipc/in-page';
import type { ServedInPage } from '@alongside/ipc/in-page';
import { NO_FOLDERS } from './no-folders.ts';
import { NO_RECORDINGS } from './no-recordings.ts';
import { NO_HOST } from './no-host.ts';
import { choicesSchema, consoleContract } from '../../contract.ts';
import type { Choices, ConsoleContract } from '../../contract.ts';

const TOKEN_KEY = 'alongside.console.token';
const CHOICES_KEY = 'alongside.console.choices';

export function serveWebConsole(): ServedInPage<ConsoleContract> {
  return serveInPage(consoleContract, webHandlers(), {
    // The page's edge: browsers show it in their own log, with its place.
    onBug: (error) => {
      reportError(error);
    },
  });
}

const SHARING: Pick<
  Handlers<ConsoleContract>,
  `${'share' | 'host'}.${string}` & keyof ConsoleContract['calls']
> &
  typeof NO_HOST = {
  // The browser's own picker is the list and the gate.
  'share.sources': () => ok([]),
  'share.open': () => ok(null),
  'share.close': () => ok(null),
  // A page can press nothing on its machine, so nobody is offered it.
  'host.open': () => ok(false),
  'host.close': () => ok(null),
  ...NO_HOST,
};

/** So long the browser may take to begin with it. */
const HANDED_OVER_MS = 60_000;

const handOver: Handlers<ConsoleContract>['file.save'] = ({ name, text }) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, HANDED_OVER_MS);
  return ok('saved');
};

function webHandlers(): Handlers<ConsoleContract> {
  return {
    'file.save': handOver,
    'app.info': () =>
      ok({
        version: document.querySelector<HTMLMetaElement>('meta[name=version]')?.content ?? 'web',
        carrier: 'web',
        relay: location.origin,
        choices: loadChoices(),
        startNow: false,
        joinToken: takeJoinToken(),
      }),
    // The server that sent this page has a certificate that the browser took.
    'relay.explain': () => ok('unreachable' as const),
    'token.load': () => ok(sessionStorage.getItem(TOKEN_KEY)),
    'token.save': ({ token }) => {
      sessionStorage.setItem(TOKEN_KEY, token);
      return ok(null);
    },
    'token.clear': () => {
      sessionStorage.removeItem(TOKEN_KEY);
      return ok(null);
    },
    'choices.save': (changed) => {
      localStorage.setItem(CHOICES_KEY, JSON.stringify({ ...loadChoices(), ...changed }));
      return ok(null);
    },
    ...clipboardHandlers(),
    ...SHARING,
    ...NO_RECORDINGS,
    ...NO_FOLDERS,
    'link.open': ({ address }) => {
      // Only text of other people leads here: https, and a page that knows nothing of this one.
      if (!URL.canParse(address) || new URL(address).protocol !== 'https:') return fail('not-allowed');
      window.open(address, '_blank', 'noopener,noreferrer');
      return ok(null);
    },
  };
}

function clipboardHandlers(): Pick<
  Handlers<ConsoleContract>,
  `clipboard.${'write' | 'watch' | 'look' | 'put'}`
> {
  return {
    'clipboard.write': ({ text }) =>
      navigator.clipboard.writeText(text).then(
        () => ok(null),
        () => fail('failed'),
      ),
    // A page may read its machine's clipboard only when it is asked to, so it follows none.
    'clipboard.watch': () => ok(0),
    'clipboard.look': () => ok(0),
    'clipboard.put': () => fail('failed'),
  };
}

/** From the address, where it does not stay: going back in the browser's history joins nothing. */
function takeJoinToken(): string | null {
  const link = decodeColleagueLink(location.href);
  if (!link.ok) return null;
  history.replaceState(null, '', location.pathname);
  return link.value.token;
}

function loadChoices(): Choices {
  const decoded = decodeJson(localStorage.getItem(CHOICES_KEY) ?? '{}', choicesSchema);
  return decoded.ok ? decoded.value : {};
}
