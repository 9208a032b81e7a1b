/** Input that is confined to one window, on a real X server: where it lies, what covers it, who has the keyboard. */
import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasProgram, whyNoXvfb } from '../testing/xvfb.ts';
import { startXMachine, type XMachine } from '../testing/x-machine.ts';
import { openConfinedWindow, type ConfinedWindow } from './confined-window.ts';

const canRun = whyNoXvfb() === undefined && hasProgram('xterm') && hasProgram('xdotool');

describe.runIf(canRun)('one window of an X11 desktop', () => {
  let machine: XMachine;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    machine = await startXMachine('1280x720x24');
  });
  afterAll(async () => {
    for (const child of children) child.kill();
    await machine[Symbol.asyncDispose]();
  });

  async function open(title: string, place: string): Promise<number> {
    children.push(spawn('xterm', ['-T', title, '-geometry', place, '-e', 'sleep 60']));
    return Number((await machine.person('search', '--sync', '--onlyvisible', '--name', `^${title}$`)).trim());
  }

  async function confined(handle: number): Promise<ConfinedWindow> {
    const opened = await openConfinedWindow(handle);
    if (!opened.ok) throw new Error(opened.code);
    return opened.value;
  }

  it('takes what happens on it, not what another covers, until it is raised', async () => {
    const low = await open('low', '40x10+100+100');
    const window = await confined(low);
    const region = await vi.waitFor(async () => {
      const found = await window.region();
      if (found === undefined) throw new Error('not shown yet');
      return found;
    });
    const inside = { x: region.x + 20, y: region.y + 20 };
    expect(await window.takes(inside)).toBe(true);
    expect(await window.takes({ x: region.x - 5, y: inside.y })).toBe(false);
    const cover = await open('cover', '40x10+100+100');
    await vi.waitFor(async () => expect(await window.takes(inside)).toBe(false));
    expect(await (await confined(cover)).takes(inside)).toBe(true);
    await window.raise();
    await vi.waitFor(async () => expect(await window.takes(inside)).toBe(true));
    expect(await window.takes(undefined)).toBe(true);
    await machine.person('windowfocus', '--sync', String(cover));
    expect(await window.takes(undefined)).toBe(false);
  });

  it('follows the window when it moves, and says when it has gone', async () => {
    const handle = await open('moving', '30x8+400+300');
    const window = await confined(handle);
    await vi.waitFor(async () => expect(await window.region()).toBeDefined());
    await machine.person('windowmove', '--sync', String(handle), '600', '350');
    // Its border is no part of it.
    expect(await window.region()).toMatchObject({ x: 601, y: 351 });
    await machine.person('windowunmap', '--sync', String(handle));
    expect(await window.region()).toBeUndefined();
    expect(await window.exists()).toBe(true);
    children.at(-1)?.kill();
    await vi.waitFor(async () => expect(await window.exists()).toBe(false));
    expect(await window.takes({ x: 610, y: 360 })).toBe(false);
    window.close();
  });
});
