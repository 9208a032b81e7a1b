/** Joining in a browser: the page that the relay serves at an invitation's address and under `/join/`. */
import '@alongside/ui/styles.css';
import { decodeJoinInput, encodeDeepLink } from '@alongside/protocol';
import { createRoot } from 'react-dom/client';
import { HelperSession } from '../session/helper-session.ts';
import { createInPageCore } from './in-page-core.ts';
import { WebApp } from './web-app.tsx';

async function main(root: HTMLElement): Promise<void> {
  const invitation = takeInvitation();
  const core = createInPageCore({ join: invitation ?? '', name: '' });
  const session = new HelperSession(core.session.bridge, { client: 'browser-join' });
  createRoot(root).render(<WebApp core={core} session={session} deepLink={deepLinkOf(invitation)} />);
  addEventListener('pagehide', (event) => {
    // A page that is only put aside may come back with everything it had.
    if (!event.persisted) core.close();
  });
  await session.begin({ chooses: invitation !== null });
}

/** The whole link, with the secret behind its `#`, which is then taken out of sight and out of the history. */
function takeInvitation(): string | null {
  const link = location.href;
  const decoded = decodeJoinInput(link);
  if (!decoded.ok) return null;
  history.replaceState(null, '', location.pathname);
  return link;
}

function deepLinkOf(invitation: string | null): string | null {
  const decoded = decodeJoinInput(invitation ?? '');
  return decoded.ok && decoded.value.kind === 'link' ? encodeDeepLink(decoded.value) : null;
}

const root = document.getElementById('root');
if (root !== null) void main(root);
