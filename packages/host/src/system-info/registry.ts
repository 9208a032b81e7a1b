/** Reads keys of Windows' registry by `reg.exe`, with fixed arguments. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MAX_BYTES = 16 * 1024 * 1024;

export type RegistryKey = { readonly name: string; readonly values: ReadonlyMap<string, string> };

/** With all keys below it; none where it is not there. */
export async function readRegistry(signal: AbortSignal, key: string): Promise<readonly RegistryKey[]> {
  try {
    const { stdout } = await run('reg.exe', ['query', key, '/s'], { signal, maxBuffer: MAX_BYTES });
    return parseRegistry(stdout);
  } catch (error) {
    // reg.exe ends with 1 for a key that is not there.
    if (error instanceof Error && 'code' in error && error.code === 1) return [];
    throw error;
  }
}

/** A key in a line of its own, then its values: four blanks, name, four blanks, type, four blanks, data. */
export function parseRegistry(text: string): readonly RegistryKey[] {
  const keys: { readonly name: string; readonly values: Map<string, string> }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, name, data] = /^ {4}(.+?) {4}REG_(?:SZ|EXPAND_SZ) {4}(.*)$/.exec(line) ?? [];
    if (name !== undefined && data !== undefined) keys.at(-1)?.values.set(name, data);
    else if (line.startsWith('HKEY_')) keys.push({ name: line, values: new Map() });
  }
  return keys;
}
