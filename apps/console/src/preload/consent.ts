/** The consent window's bridge, for what customers ask of this machine. */

import { exposeBridge } from '@alongside/ipc/electron-preload';
import type { ConsentContract } from '@alongside/helper/contract/consent-contract.ts';

exposeBridge<ConsentContract>('consent');
