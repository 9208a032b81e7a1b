/** Starts the bare Electron programs that benches compare with. */
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication } from '@playwright/test';
import { electronOptions } from './programs.ts';

const MAIN = fileURLToPath(new URL('../bench/floor/main.cjs', import.meta.url));

export function launchFloor(
  role: 'empty' | 'sender' | 'viewer',
  display: string,
): Promise<ElectronApplication> {
  const { executablePath, args, env } = electronOptions({ entry: MAIN, display });
  return _electron.launch({ executablePath, args: [...args], env: { ...env, FLOOR: role } });
}
