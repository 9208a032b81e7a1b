// What this machine can run: the pinned Node, Electron, a browser, a display. It only answers; it installs
// nothing and starts nothing. Plain JavaScript, because set-up asks it before there is a Node 24.
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const BROWSERS = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * A program's full path, or undefined where the machine has none of that name.
 * @param {string} program a name to look up in PATH, or a full path
 * @returns {string | undefined}
 */
export function findProgram(program) {
  if (path.isAbsolute(program)) return isExecutable(program) ? program : undefined;
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => path.join(folder, program)).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Node 24 of the project, or this process where it is new enough; undefined where neither is. */
export function pinnedNode() {
  const own = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (isExecutable(own)) return own;
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined;
}

/**
 * Electron's executable: the one that ELECTRON_OVERRIDE_DIST_PATH names (as Electron defines it), or the
 * installed one; undefined where there is none.
 * @returns {string | undefined}
 */
export function electronPath() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const dist = override ?? path.join(root, 'node_modules/electron/dist');
  const nameFile = path.join(root, 'node_modules/electron/path.txt');
  const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8').trim() : executableName();
  const file = path.join(dist, name);
  return existsSync(file) ? file : undefined;
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * An installed browser that can show a page as an app window.
 * @returns {string | undefined}
 */
export function browserPath() {
  const platform = /** @type {keyof typeof BROWSERS} */ (process.platform);
  const candidates = BROWSERS[platform] ?? BROWSERS.linux;
  return candidates.map(findProgram).find((file) => file !== undefined);
}

/** Whether windows can be shown: always on Windows and macOS, with a display server elsewhere. */
export function hasDisplay() {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/**
 * The flags that Chromium and Electron need here. Root has no user namespace to make a sandbox in, and
 * containers that run as root are the only place where we meet it.
 * @returns {string[]}
 */
export function sandboxFlags() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
