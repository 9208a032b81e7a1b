import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { hasProgram, startXvfb, whyNoXvfb, type Xvfb } from '../testing/xvfb.ts';
import { watchDesktopX11, type DesktopChange } from './watch-desktop-x11.ts';

const canRun = whyNoXvfb() === undefined && hasProgram('xprop') && hasProgram('xterm');

describe.runIf(canRun)('watching an X11 desktop', () => {
  let xvfb: Xvfb;
  const before = process.env['DISPLAY'];

  beforeAll(async () => {
    xvfb = await startXvfb();
    process.env['DISPLAY'] = xvfb.display;
  });
  afterAll(async () => {
    if (before === undefined) delete process.env['DISPLAY'];
    else process.env['DISPLAY'] = before;
    await xvfb[Symbol.asyncDispose]();
  });

  async function watch(): Promise<ReadonlySet<DesktopChange>> {
    const seen = new Set<DesktopChange>();
    const watching = await watchDesktopX11((change) => seen.add(change));
    if (!watching.ok) throw new Error(watching.code);
    onTestFinished(() => watching.value.close());
    return seen;
  }

  test('tells that another window has the keyboard', async () => {
    const seen = await watch();
    const active = ['-root', '-f', '_NET_ACTIVE_WINDOW', '32x', '-set', '_NET_ACTIVE_WINDOW', '0x1'];
    execFileSync('xprop', active);
    await vi.waitFor(() => expect([...seen]).toEqual(['focus']));
  });

  test('tells that a window has come and gone', async () => {
    const seen = await watch();
    execFileSync('xterm', ['-e', 'true']);
    await vi.waitFor(() => expect(seen).toContain('windows'));
  });

  test('without a server there is nothing to watch', async () => {
    vi.stubEnv('DISPLAY', '');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await watchDesktopX11(() => undefined)).toEqual({ ok: false, code: 'no-display' });
  });
});
