/** The consent window's page: the question and nothing else. */
import '@alongside/ui/styles.css';
import { bridgeFor, type Bridge } from '@alongside/ipc';
import { AlongsideUi } from '@alongside/ui';
import { createRoot } from 'react-dom/client';
import { consentContract, type ConsentContract } from '../../contract/consent-contract.ts';
import { connectLoopbackWindow } from '../look/loopback-window.ts';
import { ConsentDialog } from './consent-dialog.tsx';
import { usePrompt } from './use-prompt.ts';

/** Room for the safety words too. */
const PLACE = { at: 'centre', size: { width: 480, height: 680 } } as const;

function Consent({ bridge }: { readonly bridge: Bridge<ConsentContract> }) {
  const { prompt, ...asked } = usePrompt(bridge);
  return prompt === null ? null : <ConsentDialog prompt={prompt} {...asked} />;
}

async function main(root: HTMLElement): Promise<void> {
  const bridge = await bridgeFor(consentContract, (contract) => connectLoopbackWindow(contract, PLACE));
  createRoot(root).render(
    <AlongsideUi density="helper">
      <Consent bridge={bridge} />
    </AlongsideUi>,
  );
}

const root = document.getElementById('root');
if (root !== null) void main(root);
