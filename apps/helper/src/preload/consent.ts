/** The consent window's bridge: two calls. */
import { exposeBridge } from '@alongside/ipc/electron-preload';
import type { ConsentContract } from '../contract/consent-contract.ts';

exposeBridge<ConsentContract>('consent');
