/** The programs that are installed, as the system's own list has them. No shell: programs and arguments are fixed. */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { readRegistry } from './registry.ts';

const run = promisify(execFile);
const MAX_BYTES = 16 * 1024 * 1024;
const UNINSTALL = String.raw`SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall`;

export type Program = readonly [name: string, version: string];

/** Throws `ENOENT` where the system keeps no list that we know. */
export async function readSoftware(signal: AbortSignal): Promise<readonly Program[]> {
  if (process.platform === 'win32') return readWindows(signal);
  if (process.platform === 'darwin') return readMac();
  try {
    return await readList(signal, ['dpkg-query', '-W', '-f', '${binary:Package}\\t${Version}\\n']);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return await readList(signal, ['rpm', '-qa', '--qf', '%{NAME}\\t%{VERSION}-%{RELEASE}\\n']);
  }
}

async function readList(
  signal: AbortSignal,
  [program = '', ...args]: readonly string[],
): Promise<readonly Program[]> {
  const { stdout } = await run(program, args, { signal, maxBuffer: MAX_BYTES });
  return parsePrograms(stdout);
}

/** A name, a tab, a version in each line. */
export function parsePrograms(text: string): readonly Program[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Program => {
      const [name = '', version = ''] = line.split('\t');
      return [name, version];
    })
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}

async function readWindows(signal: AbortSignal): Promise<readonly Program[]> {
  const roots = [
    `HKLM\\${UNINSTALL}`,
    `HKLM\\${UNINSTALL.replace('SOFTWARE', 'SOFTWARE\\WOW6432Node')}`,
    `HKCU\\${UNINSTALL}`,
  ];
  const found = await Promise.all(roots.map((root) => readRegistry(signal, root)));
  const programs = found.flat().flatMap(({ values }): readonly Program[] => {
    const name = values.get('DisplayName');
    return name === undefined ? [] : [[name, values.get('DisplayVersion') ?? '']];
  });
  return programs.toSorted(([one], [other]) => (one < other ? -1 : 1));
}

async function readMac(): Promise<readonly Program[]> {
  const names = await readdir('/Applications');
  return names.filter((name) => name.endsWith('.app')).map((name): Program => [name.slice(0, -4), '']);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
