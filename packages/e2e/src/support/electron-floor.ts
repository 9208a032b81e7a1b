/** Starts the bare Electron programs that benches compare with. */
import { fileURLToPath } from 'node:url';
import type { ElectronApplication } from '@playwright/test';
import { launchElectron } from './programs.ts';

const MAIN = fileURLToPath(new URL('../bench/floor/main.cjs', import.meta.url));

export function launchFloor(
  role: 'empty' | 'sender' | 'viewer',
  display: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ElectronApplication> {
  return launchElectron({ entry: MAIN, display, env: { ...env, FLOOR: role } });
}
