/** Opens the one window: its pages, its contract, its looks. */

import path from 'node:path';
import { createOwnHost } from '@alongside/helper/main/own-host.ts';
import { serveElectron } from '@alongside/ipc/electron-main';
import {
  appPageUrl,
  createExternalOpener,
  createHardenedWindow,
  createSecretStore,
  createSourceGate,
  isAppPage,
  MachineClipboard,
  serveAppPages,
  watchCertificates,
} from '@alongside/shell';
import type { MediaFile } from '@alongside/shell';
import type { SourceGate } from '@alongside/shell';
import { app, nativeTheme, safeStorage, session } from 'electron';
import type { BrowserWindow } from 'electron';
import { consoleContract } from '../contract.ts';
import { createChoicesFile } from './choices-file.ts';
import { consoleHandlers } from './console-handlers.ts';
import { createRecordingsFile } from './recordings/recordings-file.ts';
import { Recordings } from './recordings/recordings.ts';
import { reportBug, reportStep } from './report-bug.ts';
import { takeSignInOnce } from './sign-in-once.ts';
import type { StartRequests } from './start-requests.ts';

/** The canvas of both schemes, so that the window does not flash before its page. */
const CANVAS = { light: '#f7f7f8', dark: '#0e0f12' } as const;
const DIST = path.join(import.meta.dirname, '..');

type ConsoleOptions = { readonly relay: string; readonly starts: StartRequests };

export async function openConsole({ relay, starts }: ConsoleOptions): Promise<void> {
  const profile = app.getPath('userData');
  const recordings = recordingsOf(profile, {
    onFailed: (problem) => served.emit('recording.failed', problem),
    onChanged: () => served.emit('recordings.changed', null),
  });
  serveAppPages({
    rootDir: path.join(DIST, 'renderer'),
    connectTo: [relay, socketOrigin(relay)],
    media: (address) => mediaAt(recordings, address),
  });
  const window = makeWindow();
  const host = createOwnHost((name, payload) => served.emit(name, payload));
  const handlers = consoleHandlers({
    relay,
    starts,
    secrets: createSecretStore(profile, safeStorage),
    choices: createChoicesFile(profile),
    openExternal: createExternalOpener([relay]),
    explainFailure: watchCertificates(session.defaultSession),
    recordings,
    capture: gateOf(window),
    host,
    machineClipboard: new MachineClipboard(),
    onCopied: (content, change) => served.emit('clipboard.changed', { content, change }),
    handedOver: await takeSignInOnce(profile, relay),
  });
  const served = serveElectron(consoleContract, handlers, {
    webContents: window.webContents,
    isTrusted: isAppPage,
    onBug: reportBug,
  });
  starts.attach({ start: () => served.emit('start.requested', null), show: () => bringBack(window) });
  endWith(window, [() => host.close(), () => recordings.end()]);
  window.on('closed', served.close);
  await window.loadURL(appPageUrl('index.html'));
  void recordings.finishLeft();
}

type RecordingEvents = ConstructorParameters<typeof Recordings>[0];

function recordingsOf(profile: string, events: Pick<RecordingEvents, 'onFailed' | 'onChanged'>): Recordings {
  return new Recordings({
    file: createRecordingsFile(profile),
    box: safeStorage,
    usualFolder: path.join(app.getPath('videos'), 'Alongside'),
    ...events,
  });
}

const MEDIA = /^\/recordings\/([a-z0-9-]{1,64})$/;

/** Only what is listed has an address. */
async function mediaAt(recordings: Recordings, address: string): Promise<MediaFile | null> {
  const id = MEDIA.exec(address)?.[1];
  if (id === undefined) return null;
  const opened = await recordings.open(id);
  return opened.ok ? Object.assign(opened.value, { type: 'video/webm' }) : null;
}

/** A page that is gone can take nothing back: whatever it let others do ends with it. */
function endWith(window: BrowserWindow, ends: readonly (() => Promise<unknown>)[]): void {
  const endAll = (): Promise<unknown> => Promise.allSettled(ends.map((end) => end()));
  const end = (): void => void endAll();
  window.webContents.on('render-process-gone', end);
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) end();
  });
  let isFree = false;
  app.on('before-quit', (event) => {
    if (isFree) return;
    event.preventDefault();
    void endAll().finally(() => {
      isFree = true;
      app.quit();
    });
  });
}

function gateOf({ webContents }: BrowserWindow): SourceGate {
  return createSourceGate({
    session: webContents.session,
    isTrusted: (frame) => frame !== null && frame === webContents.mainFrame,
    log: reportStep,
  });
}

function bringBack(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

function makeWindow(): BrowserWindow {
  const window = createHardenedWindow({
    preload: path.join(DIST, 'preload/console.cjs'),
    permissions: [
      'display-capture',
      'media',
      'speaker-selection',
      'fullscreen',
      'keyboardLock',
      'local-network-access',
      'local-network',
      'loopback-network',
    ],
    // The picture and the timers of a session go on behind other windows.
    runsHidden: true,
    window: {
      width: 1280,
      height: 800,
      minWidth: 880,
      minHeight: 560,
      title: 'Alongside Console',
      backgroundColor: nativeTheme.shouldUseDarkColors ? CANVAS.dark : CANVAS.light,
    },
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  return window;
}

function socketOrigin(relay: string): string {
  return relay.replace(/^http/, 'ws');
}
