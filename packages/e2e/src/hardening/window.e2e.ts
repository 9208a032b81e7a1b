/** security.md 1.9 in real Electron: what a page of ours, taken over by a stranger's script, still cannot do. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { startDisplay, type Display } from '../displays.ts';
import { electronPath, launchElectron, temporaryProfile } from '../support/programs.ts';
import { buildFixture, packFixture, type BuiltFixture } from './build-fixture.ts';

// Some runtimes load an app only once they are ready, too late to declare a scheme; both must be equally tight.
const ways = {
  'started by its path': /^(app:\/\/alongside|http:\/\/alongside\.localhost)\/page\.html$/,
  'as a package': /^app:\/\/alongside\/page\.html$/,
} as const;
let relay: Relay;
let display: Display;
let fixture: BuiltFixture;
let electron: ElectronApplication;
let page: Page;
const profile = temporaryProfile();

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

test.beforeAll(async () => {
  relay = await startRelay();
  [display, fixture] = await Promise.all([startDisplay({ width: 1024, height: 768 }), buildFixture()]);
});
test.afterAll(async () => {
  await Promise.all([display.close(), fixture[Symbol.asyncDispose]()]);
  profile[Symbol.dispose]();
  await relay.close();
});

for (const [way, address] of Object.entries(ways)) {
  test.describe(way, () => {
    test.beforeAll(async () => {
      electron = await launch(way);
      page = await electron.firstWindow();
      await page.getByText('inside').waitFor();
    });
    test.afterAll(() => electron.close());
    test.afterEach(() => {
      expect(page.url()).toMatch(address);
      expect(electron.windows()).toHaveLength(1);
    });
    defineTests();
  });
}

async function launch(way: string): Promise<ElectronApplication> {
  const args = [`--profile=${profile.path}`, `--relay=${relay.url}`, '--use-fake-device-for-media-stream'];
  const entry = fixture.main('open-window');
  if (way === 'started by its path') return launchElectron({ entry, display: display.name, args });
  const program = electronPath();
  if (program === undefined) throw new Error('Electron is not to be had on this machine');
  return launchElectron({ program: await packFixture(fixture, program), display: display.name, args });
}

type Relay = {
  readonly url: string;
  /** Origins that sockets came with. */
  readonly socketOrigins: unknown[];
  readonly close: () => Promise<unknown>;
};

/** Answers a request with the origin that it came with, and shows its answer to our own pages only. */
async function startRelay(): Promise<Relay> {
  const socketOrigins: unknown[] = [];
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', 'app://alongside');
    response.end(request.headers.origin ?? 'none');
  });
  server.on('upgrade', (request, socket) => {
    socketOrigins.push(request.headers.origin);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    socketOrigins,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function defineTests(): void {
  test('the page runs under the content policy, inline scripts and eval do not', async () => {
    expect(await page.locator('html').getAttribute('data-inline')).toBeNull();
    expect(await page.evaluate('refused')).toEqual([]);
    const inserted = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.inserted = true';
      document.body.append(script);
      const button = document.createElement('button');
      button.setAttribute('onclick', 'globalThis.inserted = true');
      document.body.append(button);
      button.click();
      await new Promise((resolve) => setTimeout(resolve));
      return 'inserted' in globalThis;
    });
    expect(inserted).toBe(false);
    expect(await page.evaluate('refused')).toEqual(['script-src-elem inline', 'script-src-attr inline']);
  });

  test('styles of the component library are applied', async () => {
    // The library writes it into a style element; a policy without those leaves it empty.
    const body = await page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--mantine-color-body'),
    );
    expect(body).not.toBe('');
  });

  test('there is no node in the page, and the bridge leads to no electron', async () => {
    const seen = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'ipcRenderer', 'electron'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(seen).toEqual([]);
  });

  test('it navigates nowhere', async () => {
    await page.evaluate(() => {
      location.href = 'https://evil.example/';
    });
    await page.evaluate(() => {
      location.href = '/other.html';
    });
    await page.evaluate(() => {
      location.href = 'data:text/html,evil';
    });
    const form = page.evaluate(() => {
      const element = document.createElement('form');
      element.action = 'https://evil.example/';
      document.body.append(element);
      element.submit();
    });
    await form;
    const loads = await electron.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((w) => w.getURL()),
    );
    expect(loads).toEqual([page.url()]);
  });

  test('it opens no window, frame or web view', async () => {
    expect(await page.evaluate(() => window.open('https://evil.example/') === null)).toBe(true);
    expect(await page.evaluate(() => window.open('/page.html') === null)).toBe(true);
    await page.evaluate(() => {
      for (const tag of ['iframe', 'webview']) {
        const element = document.createElement(tag);
        element.setAttribute('src', '/page.html');
        document.body.append(element);
      }
    });
    const count = await electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    expect(count).toBe(1);
  });

  test('it connects to no other origin and reads no file', async () => {
    const answers = await page.evaluate(async () => {
      const targets = [
        'https://evil.example/',
        'http://127.0.0.1:1/',
        'file:///etc/passwd',
        'app://other/page.html',
      ];
      const tried = targets.map((url) =>
        fetch(url).then(
          (response) => response.status,
          () => 'refused',
        ),
      );
      return await Promise.all(tried);
    });
    expect(answers).toEqual(['refused', 'refused', 'refused', 'refused']);
    const paths = ['..%2fopen-window.cjs', '%2e%2e/preload.cjs', '..%5copen-window.cjs', 'assets'];
    const statuses = await page.evaluate(
      (all) => Promise.all(all.map((each) => fetch(`/${each}`).then(({ status }) => status))),
      paths,
    );
    expect(statuses).toEqual([404, 404, 404, 404]);
  });

  test('it reaches its relay, under the origin that relays know', async () => {
    expect(await page.evaluate(async (url) => (await fetch(url)).text(), relay.url)).toBe('app://alongside');
    await page.evaluate(
      (url) =>
        new Promise((resolve) => {
          new WebSocket(url).onclose = resolve;
        }),
      `${relay.url.replace('http', 'ws')}/signal`,
    );
    expect(relay.socketOrigins.splice(0)).toEqual(['app://alongside']);
  });

  test('it is given the permissions of its window and no other', async () => {
    const states = await page.evaluate(async () => {
      const names = ['microphone', 'geolocation', 'notifications', 'midi', 'clipboard-read'];
      const asked = names.map(
        async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
      );
      return await Promise.all(asked);
    });
    expect(states).toEqual(['granted', 'denied', 'denied', 'denied', 'denied']);
    const tracks = await page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      return stream.getTracks().length;
    });
    expect(tracks).toBe(1);
    await expect(page.evaluate(() => navigator.mediaDevices.getDisplayMedia())).rejects.toThrow();
    const place = await page.evaluate(
      () =>
        new Promise((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve('given'),
            ({ code }) => resolve(code),
          );
        }),
    );
    expect(place).toBe(1);
  });

  test('it downloads nothing', async () => {
    await electron.evaluate(({ session }) => {
      const downloads: boolean[] = [];
      Object.assign(globalThis, { downloads });
      session.defaultSession.on('will-download', (event) => downloads.push(event.defaultPrevented));
    });
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['evil']));
      link.download = 'evil.exe';
      document.body.append(link);
      link.click();
    });
    await expect.poll(() => electron.evaluate('downloads')).toEqual([true]);
  });

  test('the switches of a window are what they are said to be', async () => {
    const preferences = await electron.evaluate(({ BrowserWindow, Menu }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window?.webContents as unknown as {
        getLastWebPreferences: () => Record<string, unknown>;
      };
      return { ...contents.getLastWebPreferences(), menu: Menu.getApplicationMenu() };
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      menu: null,
    });
  });

  test('a secret is kept by the key store, or not at all', async () => {
    const saved = await electron.evaluate(async () => {
      const { secrets } = globalThis as unknown as {
        secrets: { save: (secret: string) => Promise<{ ok: boolean }>; load: () => Promise<unknown> };
      };
      const { ok } = await secrets.save('canary-secret');
      return { ok, loaded: await secrets.load() };
    });
    const expected = saved.ok
      ? { ok: true, loaded: { ok: true, value: 'canary-secret' } }
      : { ok: false, loaded: { ok: false, code: 'none' } };
    expect(saved).toEqual(expected);
    const files = readdirSync(profile.path, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    const leaky = files.filter((file) =>
      readFileSync(path.join(file.parentPath, file.name)).includes('canary-secret'),
    );
    expect(leaky).toEqual([]);
  });
}
