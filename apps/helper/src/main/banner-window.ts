/** The banner: a strip at the top of the shared display, above everything, for as long as anything is shared. */
import type { Handlers } from '@alongside/ipc';
import type { DisplayInfo } from '@alongside/protocol';
import { screen, type Display } from 'electron';
import { bannerContract, type BannerContract } from '../contract/banner-contract.ts';
import type { BannerWindow } from '../core/ports.ts';
import { electronDisplay } from './displays.ts';
import { openPageHome, openPageWindow, type PageWindow } from './page-window.ts';
import type { TextSize } from './text-size.ts';

const WIDTH = 640;
export const BANNER_HEIGHT = 64;

export function createBannerWindow(
  handlers: () => Handlers<BannerContract>,
  textSize: TextSize,
): BannerWindow {
  const home = openPageHome('banner');
  let page: PageWindow<BannerContract> | null = null;
  let shared: DisplayInfo | undefined;
  const fit = (): void => page?.window.setBounds(placeOn(displayOf(shared), textSize.factor()));

  const open = (): PageWindow<BannerContract> => {
    const opened = openPageWindow(bannerContract, handlers(), { home, permissions: [], window: STRIP });
    const { window } = opened;
    textSize.follow(window, fit);
    window.setAlwaysOnTop(true, 'screen-saver');
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
    window.setContentProtection(true);
    window.once('ready-to-show', () => window.showInactive());
    // Who closes the banner by the system's means wants what its button does.
    window.on('close', (event) => {
      event.preventDefault();
      void handlers()['banner.stop'](undefined);
    });
    void opened.load();
    return opened;
  };

  return {
    show(banner, display) {
      if (banner === null) {
        page?.window.destroy();
        page = null;
        return;
      }
      if (page === null || page.window.isDestroyed()) page = open();
      shared = display;
      fit();
      page.emit('banner.changed', banner);
    },
  };
}

/** Not to be focused: it must not take the keyboard from whatever the customer is doing. */
const STRIP = {
  width: WIDTH,
  height: BANNER_HEIGHT,
  frame: false,
  resizable: false,
  movable: true,
  minimizable: false,
  maximizable: false,
  fullscreenable: false,
  skipTaskbar: true,
  focusable: false,
  alwaysOnTop: true,
  hasShadow: true,
  type: process.platform === 'linux' ? 'notification' : 'panel',
} as const;

function displayOf(display: DisplayInfo | undefined): Display {
  return (display && electronDisplay(display.id)) ?? screen.getPrimaryDisplay();
}

function placeOn({ workArea }: Display, textSize: number): Record<'x' | 'y' | 'width' | 'height', number> {
  const width = Math.round(Math.min(WIDTH * textSize, workArea.width));
  return {
    x: Math.round(workArea.x + (workArea.width - width) / 2),
    y: workArea.y,
    width,
    height: Math.round(BANNER_HEIGHT * textSize),
  };
}
