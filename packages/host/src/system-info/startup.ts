/** What starts by itself with a log-in: names, and the program without its arguments, in which a secret could stand. */
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { readRegistry } from './registry.ts';

export type StartItem = readonly [name: string, program: string];

const RUN = String.raw`SOFTWARE\Microsoft\Windows\CurrentVersion\Run`;
const MAX_ENTRY_LENGTH = 64 * 1024;

export async function readStartup(signal: AbortSignal): Promise<readonly StartItem[]> {
  if (process.platform === 'win32') return readWindows(signal);
  if (process.platform === 'darwin') return readMac();
  const config = process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config');
  const folders = [path.join(config, 'autostart'), '/etc/xdg/autostart'];
  const found = await Promise.all(folders.map((folder) => readDesktopEntries(folder)));
  return found.flat();
}

async function readDesktopEntries(folder: string): Promise<readonly StartItem[]> {
  const names = await listed(folder);
  const entries = names.filter((name) => name.endsWith('.desktop'));
  return Promise.all(
    entries.map(async (name): Promise<StartItem> => {
      const text = (await readFile(path.join(folder, name), 'utf8')).slice(0, MAX_ENTRY_LENGTH);
      return parseDesktopEntry(name, text);
    }),
  );
}

export function parseDesktopEntry(file: string, text: string): StartItem {
  const value = (key: string): string => new RegExp(`^${key}=(.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
  return [value('Name') || path.basename(file, '.desktop'), programOf(value('Exec'))];
}

async function readMac(): Promise<readonly StartItem[]> {
  const folders = [path.join(homedir(), 'Library/LaunchAgents'), '/Library/LaunchAgents'];
  const found = await Promise.all(folders.map((folder) => listed(folder)));
  return found.flat().map((name): StartItem => [path.basename(name, '.plist'), '']);
}

async function readWindows(signal: AbortSignal): Promise<readonly StartItem[]> {
  const keys = await Promise.all([`HKLM\\${RUN}`, `HKCU\\${RUN}`].map((key) => readRegistry(signal, key)));
  return keys
    .flat()
    .flatMap(({ values }) => [...values].map(([name, line]): StartItem => [name, programOf(line)]));
}

/** Of a command line: what stands in quotes, or up to the first blank. */
function programOf(line: string): string {
  return /^"([^"]*)"/.exec(line)?.[1] ?? line.split(' ')[0] ?? '';
}

async function listed(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
