/** The helper under Electron: the program itself, or the guard of what it holds down. */
import { isElectronGuard, runElectronGuard } from './electron-guard.ts';
import { startHelper } from './start-helper.ts';

if (isElectronGuard(process.argv)) runElectronGuard();
else startHelper();
