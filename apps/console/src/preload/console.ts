/** The console window's bridge, and nothing else. */

import { exposeBridge } from '@alongside/ipc/electron-preload';
import type { ConsoleContract } from '../contract.ts';

exposeBridge<ConsoleContract>('console');
