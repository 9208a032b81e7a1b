/** The session window's bridge. */
import { exposeBridge } from '@alongside/ipc/electron-preload';
import type { SessionContract } from '../contract/session-contract.ts';

exposeBridge<SessionContract>('session');
