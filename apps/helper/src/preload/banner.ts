/** The banner's bridge. */
import { exposeBridge } from '@alongside/ipc/electron-preload';
import type { BannerContract } from '../contract/banner-contract.ts';

exposeBridge<BannerContract>('banner');
