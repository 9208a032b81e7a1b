/** The banner's bridge, while a customer controls what is shown of this machine. */

import { exposeBridge } from '@alongside/ipc/electron-preload';
import type { BannerContract } from '@alongside/helper/contract/banner-contract.ts';

exposeBridge<BannerContract>('banner');
