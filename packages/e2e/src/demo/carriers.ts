/** The two sides of the demo: in Electron, or in browsers alone. */
import { CsrConsole } from '../support/csr.ts';
import { CustomerHelper, electronWindows } from '../support/customer.ts';
import { openHelperWindows } from '../support/helper-windows.ts';
import {
  launchBrowser,
  launchConsole,
  launchHelper,
  temporaryProfile,
  type RelayProgram,
} from '../support/programs.ts';
import type { SessionDisplays } from '../support/session.ts';
import { handOn } from '../support/target.ts';
import type { DemoSides } from './steps.ts';

type Stage = {
  readonly relay: RelayProgram;
  readonly displays: SessionDisplays;
  readonly csrSize: { readonly width: number; readonly height: number };
};
export type Sides = AsyncDisposable & Pick<DemoSides, 'csr' | 'openHelper' | 'pressPanicKey'>;

export async function electronSides({ relay, displays, csrSize }: Stage): Promise<Sides> {
  const stack = new AsyncDisposableStack();
  const csrProfile = stack.use(temporaryProfile());
  const app = await launchConsole({ display: displays.csr, relay: relay.url, profile: csrProfile.path });
  stack.defer(() => app.close());
  await app.evaluate(({ BrowserWindow }, size) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, ...size });
  }, csrSize);
  return {
    csr: new CsrConsole(await app.firstWindow()),
    openHelper: async (link) => {
      const profile = stack.use(temporaryProfile());
      const args = [`--join=${link}`];
      const helper = await launchHelper({
        display: displays.customer,
        relay: relay.url,
        profile: profile.path,
        args,
      });
      stack.defer(() => helper.close());
      return new CustomerHelper(await helper.firstWindow(), electronWindows(helper));
    },
    pressPanicKey: () => handOn(displays.customer, 'key', 'ctrl+alt+shift+x'),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

export async function browserSides({ relay, displays, csrSize }: Stage): Promise<Sides> {
  const stack = new AsyncDisposableStack();
  const app = `--app=${relay.url}/console/`;
  const context = stack.use(await launchBrowser({ display: displays.csr, size: csrSize, args: [app] }));
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  return {
    csr: new CsrConsole(page),
    openHelper: async (link) => {
      const args = [`--relay=${relay.url}`, `--join=${link}`];
      const helper = stack.use(await openHelperWindows({ display: displays.customer, args }));
      return new CustomerHelper(await helper.window('session'), () => helper.window('consent'));
    },
    pressPanicKey: () => handOn(displays.customer, 'key', 'ctrl+alt+shift+x'),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
