/** The IPC carriers where they run: in real Electron, whose frames and pages a guard must tell apart, and in Chromium. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handlers, RawBridge } from '@alongside/ipc';
import { serveLoopback } from '@alongside/ipc/loopback-server';
import { ok } from '@alongside/protocol';
import { createPages } from '@alongside/shell/pages';
import { expect, test, type ElectronApplication, type Frame, type Page } from '@playwright/test';
import { startDisplay, type Display } from '../displays.ts';
import { electronPath, launchBrowser, launchElectron, temporaryProfile } from '../support/programs.ts';
import { buildFixture, type BuiltFixture } from './build-fixture.ts';
import { fixtureContract } from './fixture/contract.ts';
import type { Reached } from './fixture/handlers.ts';

let display: Display;
let fixture: BuiltFixture;

test.beforeAll(async () => {
  [display, fixture] = await Promise.all([startDisplay({ width: 1024, height: 768 }), buildFixture()]);
});
test.afterAll(async () => {
  await Promise.all([display.close(), fixture[Symbol.asyncDispose]()]);
});

/** Pages of another origin, each with a frame. */
async function startSite(): Promise<AsyncDisposable & { readonly origin: string }> {
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(request.url === '/frame' ? '<p>frame' : '<iframe src="/frame"></iframe>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function inPage<T>(frame: Frame, use: (bridge: RawBridge) => Promise<T> | T): Promise<T> {
  return frame.evaluate(`(${use.toString()})(globalThis.alongside)`) as Promise<T>;
}

function reached(electron: ElectronApplication): Promise<Reached> {
  return electron.evaluate(() => (globalThis as unknown as { reached: Reached }).reached);
}

/** The page shows its dialog once it has its bridge. */
const untilStarted = (page: Page) => page.getByText('inside').waitFor();
const add = (bridge: RawBridge) => bridge.call('sum.add', { a: 1, b: 2 });

test.describe('over Electron', () => {
  test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

  test('a trusted main frame is served; a frame in it and a foreign page are refused', async () => {
    await using site = await startSite();
    const electron = await launchElectron({ entry: fixture.main('open-frames'), display: display.name });
    try {
      const page = await electron.firstWindow();
      await page.goto(`${site.origin}/trusted`);
      const [, frame] = page.frames();
      if (frame === undefined) throw new Error('the page has no frame');
      expect(await inPage(page.mainFrame(), add)).toEqual(ok(3));
      expect(await inPage(frame, add)).toEqual({ ok: false, code: 'refused' });
      await inPage(frame, (bridge) => bridge.sendFrame('pointer', new Uint8Array(1)));
      await page.goto(`${site.origin}/foreign`);
      expect(await inPage(page.mainFrame(), add)).toEqual({ ok: false, code: 'refused' });
      await inPage(page.mainFrame(), (bridge) => bridge.sendFrame('pointer', new Uint8Array(2)));
      await page.goto(`${site.origin}/trusted`);
      await inPage(page.mainFrame(), (bridge) => bridge.sendFrame('pointer', new Uint8Array(3)));
      await expect.poll(() => reached(electron)).toEqual({ calls: ['sum.add'], frames: [3], bugs: [] });
    } finally {
      await electron.close();
    }
  });

  test('events reach a trusted page and no foreign one', async () => {
    await using site = await startSite();
    const electron = await launchElectron({ entry: fixture.main('open-frames'), display: display.name });
    const listen = (bridge: RawBridge): void => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      bridge.on('sum.changed', (payload) => heard.push(payload));
    };
    const emit = (total: number) =>
      electron.evaluate(
        (_electron, payload) => {
          const { served } = globalThis as unknown as {
            served: { emit: (name: string, payload: unknown) => void };
          };
          served.emit('sum.changed', payload);
        },
        { total },
      );
    try {
      const page = await electron.firstWindow();
      for (const [path, total] of [
        ['foreign', 1],
        ['trusted', 2],
      ] as const) {
        await page.goto(`${site.origin}/${path}`);
        await inPage(page.mainFrame(), listen);
        await emit(total);
        // An answer that comes after it shows that the event would have come.
        await inPage(page.mainFrame(), add);
        expect(await page.evaluate('heard')).toEqual(path === 'trusted' ? [{ total: 2 }] : []);
      }
    } finally {
      await electron.close();
    }
  });

  test('only what the contract lists is reachable, by code and without a message', async () => {
    using profile = temporaryProfile();
    const args = [`--profile=${profile.path}`];
    const electron = await launchElectron({
      entry: fixture.main('open-window'),
      display: display.name,
      args,
    });
    try {
      const page = await electron.firstWindow();
      await untilStarted(page);
      const frame = page.mainFrame();
      expect(await inPage(frame, add)).toEqual(ok(3));
      expect(await inPage(frame, (bridge) => bridge.call('sum.unlisted'))).toEqual({
        ok: false,
        code: 'refused',
      });
      expect(await inPage(frame, (bridge) => bridge.call('sum.add', { a: '1', b: 2 }))).toEqual({
        ok: false,
        code: 'bad-input',
      });
      expect(await inPage(frame, (bridge) => bridge.call('bug.throw'))).toEqual({
        ok: false,
        code: 'failed',
      });
      await inPage(frame, (bridge) => bridge.sendFrame('pointer', new Uint8Array(5)));
      await inPage(frame, (bridge) => bridge.sendFrame('other', new Uint8Array(1)));
      await inPage(frame, (bridge) => bridge.sendFrame('pointer', new Uint8Array(4)));
      await expect
        .poll(() => reached(electron))
        .toEqual({ calls: ['sum.add'], frames: [4], bugs: ['bug.throw'] });
      expect(await inPage(frame, (bridge) => Object.keys(bridge).sort())).toEqual([
        'call',
        'contract',
        'on',
        'onGone',
        'sendFrame',
      ]);
    } finally {
      await electron.close();
    }
  });
});

test('over loopback in Chromium, our page is served, survives a reload, and hides its token', async () => {
  const handlers: Handlers<typeof fixtureContract> = {
    'sum.add': ({ a, b }) => ok(a + b),
    'bug.throw': () => ok(),
    pointer: () => undefined,
  };
  const served = await serveLoopback(fixtureContract, handlers, {
    page: '/page.html',
    pages: createPages({ rootDir: fixture.pagesDir }).get,
    onBug: (error) => {
      throw error;
    },
  });
  await using browser = await launchBrowser({ display: display.name });
  const page = await browser.newPage();
  const addHere = () => page.evaluate('bridge.call("sum.add", { a: 1, b: 2 })');
  await page.goto(served.url);
  await untilStarted(page);
  expect(await addHere()).toEqual(ok(3));
  expect(page.url()).toBe(served.url.replace(/#.*/, ''));
  await page.reload();
  await untilStarted(page);
  expect(await addHere()).toEqual(ok(3));
  const second = await browser.newPage();
  await second.goto(served.url);
  await untilStarted(second);
  expect(await second.evaluate('bridge.call("sum.add", { a: 1, b: 2 })')).toEqual({
    ok: false,
    code: 'gone',
  });
  served.close();
  await expect.poll(addHere).toEqual({ ok: false, code: 'gone' });
});
