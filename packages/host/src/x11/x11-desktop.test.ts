/** What a helper without Electron asks an X server: can I inject, which displays, which windows, the panic key. */

import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { displayInfoSchema, PANIC_KEY } from '@alongside/protocol';
import { createInputDriver, probeInput } from '../create-input-driver.ts';
import { windowAt } from '../displays/window-info.ts';
import { activeWindowTitle, windows } from '../displays/windows.ts';
import { listDisplaysX11 } from '../displays/x11-displays.ts';
import { startXMachine, type XMachine } from '../testing/x-machine.ts';
import { hasProgram, whyNoXvfb } from '../testing/xvfb.ts';
import { grabPanicKey } from './panic-grab.ts';

const missing = whyNoXvfb() ?? (hasProgram('xdotool') ? undefined : 'xdotool is not installed');

describe.skipIf(missing !== undefined)(`X11 desktop${missing === undefined ? '' : ` (${missing})`}`, () => {
  let machine: XMachine;
  beforeAll(async () => {
    machine = await startXMachine('1600x900x24');
  });
  afterAll(() => machine[Symbol.asyncDispose]());
  afterEach(() => vi.unstubAllEnvs());

  it('says that injection works here, and why it would not elsewhere', async () => {
    expect(await probeInput()).toEqual({ ok: true, value: { driver: 'x11' } });
    // A virtual display inside a Wayland session inherits its variables, and works.
    vi.stubEnv('XDG_SESSION_TYPE', 'wayland');
    expect(await probeInput()).toEqual({ ok: true, value: { driver: 'x11' } });
    vi.stubEnv('DISPLAY', '');
    expect(await probeInput()).toEqual({ ok: false, code: 'wayland' });
    vi.stubEnv('XDG_SESSION_TYPE', 'tty');
    vi.stubEnv('WAYLAND_DISPLAY', '');
    expect(await probeInput()).toEqual({ ok: false, code: 'no-display' });
    vi.stubEnv('DISPLAY', ':64999');
    expect(await createInputDriver()).toEqual({ ok: false, code: 'no-display' });
    vi.stubEnv('DISPLAY', 'what is this');
    expect(await probeInput()).toEqual({ ok: false, code: 'no-display' });
  });

  it('lists the displays with their place and size', async () => {
    const displays = await listDisplaysX11();
    expect(displays).toMatchObject({
      ok: true,
      value: [{ bounds: { x: 0, y: 0, width: 1600, height: 900 }, scaleFactor: 1, primary: true }],
    });
    expect(
      displays.ok && displays.value.every((display) => displayInfoSchema.safeParse(display).success),
    ).toBe(true);
  });

  it.skipIf(!hasProgram('xterm'))('lists the windows from front to back, with who owns them', async () => {
    const started = ['back', 'front'].map((title, index) =>
      spawn('xterm', ['-T', title, '-geometry', `40x10+${100 + index * 50}+120`], { stdio: 'ignore' }),
    );
    try {
      const titles = async () => {
        const listed = await windows();
        return listed.ok ? listed.value.map(({ title }) => title).toSorted() : listed.code;
      };
      await expect.poll(titles, { timeout: 5_000 }).toEqual(['back', 'front']);
      await machine.person('search', '--name', '^front$', 'windowraise', 'windowfocus', '--sync');
      const listed = await windows();
      const [front, back] = listed.ok ? listed.value : [];
      expect(front).toMatchObject({ title: 'front', processId: started[1]?.pid, isActive: true });
      expect(front?.region).toMatchObject({ x: 150, y: 120 });
      expect(back).toMatchObject({ title: 'back', processId: started[0]?.pid, isActive: false });
      expect(listed.ok && windowAt({ x: 160, y: 130 }, listed.value)?.title).toBe('front');
      expect(listed.ok && windowAt({ x: 110, y: 130 }, listed.value)?.title).toBe('back');
      expect(listed.ok && windowAt({ x: 5, y: 5 }, listed.value)).toBeUndefined();
      expect(await activeWindowTitle()).toEqual({ ok: true, value: 'front' });
    } finally {
      for (const program of started) program.kill();
    }
  });

  it('hears the panic key, with Caps Lock and Num Lock on as well, and no other combination', async () => {
    const onPress = vi.fn<() => void>();
    const grabbed = await grabPanicKey(PANIC_KEY, onPress);
    if (!grabbed.ok) throw new Error(grabbed.code);
    const combination = 'ctrl+alt+shift+x';
    await machine.person('key', combination);
    await machine.person('key', 'Caps_Lock');
    await machine.person('key', 'Num_Lock');
    await machine.person('key', combination);
    await machine.person('key', 'Caps_Lock');
    await machine.person('key', 'Num_Lock');
    await machine.person('key', 'x', 'ctrl+x', 'ctrl+alt+x', 'ctrl+alt+shift+c');
    await expect.poll(() => onPress.mock.calls.length).toBe(2);
    grabbed.value.close();
    await machine.person('key', combination);
    await sleep(100);
    expect(onPress).toHaveBeenCalledTimes(2);
  });

  it('is told when the panic key is taken, and gets it once it is free', async () => {
    const first = await grabPanicKey(PANIC_KEY, () => undefined);
    if (!first.ok) throw new Error(first.code);
    expect(await grabPanicKey(PANIC_KEY, () => undefined)).toEqual({ ok: false, code: 'taken' });
    first.value.close();
    await expect
      .poll(async () => {
        const next = await grabPanicKey(PANIC_KEY, () => undefined);
        if (next.ok) next.value.close();
        return next.ok;
      })
      .toBe(true);
  });

  it('has no panic key without a display', async () => {
    vi.stubEnv('DISPLAY', '');
    expect(await grabPanicKey(PANIC_KEY, () => undefined)).toEqual({ ok: false, code: 'unsupported' });
  });
});
