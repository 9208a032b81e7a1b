/** The question, in a window of its own: on top of everything, in front of the customer, with no network. */
import type { Handlers } from '@alongside/ipc';
import { screen, type BrowserWindow } from 'electron';
import { consentContract, type ConsentContract, type PromptView } from '../contract/consent-contract.ts';
import type { PromptWindow } from '../core/ports.ts';
import { BANNER_HEIGHT } from './banner-window.ts';
import { openPageHome, openPageWindow, type PageWindow } from './page-window.ts';
import type { TextSize } from './text-size.ts';

const WIDTH = 480;
/** Control brings the safety words along, a window the choice among all there are. */
const HEIGHTS: Readonly<Record<PromptView['capability'], number>> = {
  'view-desktop': 480,
  'control-desktop': 680,
  'view-application': 780,
  'control-application': 900,
  'read-clipboard': 600,
  'write-clipboard': 600,
  reboot: 540,
  'system-info': 640,
  recording: 620,
  'browse-files': 760,
  'use-files': 660,
};

type Shown = { readonly requestId: string; readonly page: PageWindow<ConsentContract> };

export function createConsentWindow(
  handlers: () => Handlers<ConsentContract>,
  textSize: TextSize,
  onAsked: (capability: PromptView['capability']) => void,
): PromptWindow {
  const home = openPageHome('consent');
  let shown: Shown | null = null;

  const close = (): void => {
    const { page } = shown ?? {};
    shown = null;
    if (page !== undefined && !page.window.isDestroyed()) page.window.destroy();
  };

  return {
    show(prompt, onClosed) {
      if (shown?.requestId === prompt.requestId) return shown.page.emit('prompt.changed', prompt);
      close();
      onAsked(prompt.capability);
      const place = () => placeOnPrimary(HEIGHTS[prompt.capability], textSize.factor());
      const page = openPageWindow(consentContract, handlers(), {
        home,
        permissions: [],
        window: { ...place(), ...STAYS_IN_FRONT },
      });
      const { window } = page;
      textSize.follow(window, () => window.setContentBounds(place()));
      shown = { requestId: prompt.requestId, page };
      bringToFront(window);
      // Our own `close` has forgotten the window before it goes; what still counts here is the customer, or a crash.
      const onGone = (): void => {
        if (shown?.page === page) onClosed();
      };
      window.once('closed', onGone);
      window.webContents.once('render-process-gone', onGone);
      void page.load();
    },
    close,
  };
}

function bringToFront(window: BrowserWindow): void {
  window.setAlwaysOnTop(true, 'screen-saver');
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
  // The words are for the ear: who watches the screen must not read them there.
  window.setContentProtection(true);
  window.once('ready-to-show', () => {
    window.show();
    window.moveTop();
    window.focus();
  });
}

const STAYS_IN_FRONT = {
  resizable: false,
  minimizable: false,
  maximizable: false,
  fullscreenable: false,
  skipTaskbar: false,
  alwaysOnTop: true,
  useContentSize: true,
} as const;

function placeOnPrimary(
  wantedHeight: number,
  textSize: number,
): Record<'x' | 'y' | 'width' | 'height', number> {
  const { workArea } = screen.getPrimaryDisplay();
  // Below the banner, which lies over everything and would hide who asks.
  const bannerHeight = BANNER_HEIGHT * textSize;
  const room = workArea.height - bannerHeight;
  const width = Math.min(WIDTH * textSize, workArea.width);
  const height = Math.min(wantedHeight * textSize, room);
  return {
    x: Math.round(workArea.x + (workArea.width - width) / 2),
    y: Math.round(workArea.y + bannerHeight + (room - height) / 2),
    width: Math.round(width),
    height: Math.round(height),
  };
}
