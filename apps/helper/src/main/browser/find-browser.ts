/** Which installed browser the windows are shown with: Chrome, Edge or Chromium, never one that is downloaded. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const LINUX_NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium',
  'chromium-browser',
];
const MAC_PATHS = ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const WINDOWS_PATHS = [
  String.raw`Google\Chrome\Application\chrome.exe`,
  String.raw`Microsoft\Edge\Application\msedge.exe`,
  String.raw`Chromium\Application\chrome.exe`,
];

/** `chosen` is taken as it is. Undefined where there is none. */
export function findBrowser(chosen: string | undefined, env = process.env): string | undefined {
  if (chosen !== undefined) return isProgram(chosen) ? chosen : undefined;
  return candidates(env).find(isProgram);
}

function candidates(env: NodeJS.ProcessEnv): readonly string[] {
  switch (process.platform) {
    case 'darwin':
      return MAC_PATHS;
    case 'win32':
      return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => WINDOWS_PATHS.map((program) => path.win32.join(folder, program)));
    default:
      return LINUX_NAMES.flatMap((name) =>
        (env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, name)),
      );
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return path.isAbsolute(file);
  } catch {
    return false;
  }
}
