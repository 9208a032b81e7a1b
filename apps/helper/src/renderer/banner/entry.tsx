/** The banner's page. */
import '@alongside/ui/styles.css';
import { bridgeFor, type Bridge } from '@alongside/ipc';
import { connectLoopback } from '@alongside/ipc/loopback-client';
import { AlongsideUi } from '@alongside/ui';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { bannerContract, type BannerContract, type BannerView } from '../../contract/banner-contract.ts';
import { BannerStrip } from './banner-strip.tsx';

function Banner({ bridge }: { readonly bridge: Bridge<BannerContract> }) {
  const [banner, setBanner] = useState<BannerView | null>(null);
  useEffect(() => {
    let isThere = true;
    const stop = bridge.on('banner.changed', setBanner);
    void bridge.call('banner.get').then((answer) => {
      if (isThere && answer.ok) setBanner((known) => known ?? answer.value);
    });
    return () => {
      isThere = false;
      stop();
    };
  }, [bridge]);
  if (banner === null) return null;
  return <BannerStrip banner={banner} onStop={() => void bridge.call('banner.stop')} />;
}

async function main(root: HTMLElement): Promise<void> {
  const bridge = await bridgeFor(bannerContract, connectLoopback);
  createRoot(root).render(
    <AlongsideUi density="helper">
      <Banner bridge={bridge} />
    </AlongsideUi>,
  );
}

const root = document.getElementById('root');
if (root !== null) void main(root);
