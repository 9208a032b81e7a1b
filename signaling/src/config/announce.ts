/** A site's config to those it is for: with the welcome, and to everybody who is there when another one holds. */
import type { SignedConfig, Site } from '@alongside/protocol';
import type { Foundation, Relay } from '../context.ts';
import { sendIce } from '../turn/ice-access.ts';

type Statement = { readonly site: Site; readonly config: SignedConfig | null };

/** The logo goes only with the signature: twice would be too much for one message. */
export function siteStatement({ policy }: Pick<Foundation, 'policy'>): Statement {
  const site = policy.site();
  const config = policy.signed();
  return { site: config === null ? site : { ...site, branding: { ...site.branding, logo: null } }, config };
}

/** Applies at once what changed: everybody is told, ways to connect first, and running sessions record it. */
export async function announceSite(relay: Relay): Promise<void> {
  const { hub, policy, turn, log, audit } = relay;
  if (policy.relayOnly() && turn === null)
    log.error('the site config allows no direct connection and no TURN server is named: nobody can connect');
  const body = JSON.stringify({ type: 'site.updated', ...siteStatement(relay), serverTime: relay.now() });
  for (const connection of hub.all()) {
    if (connection.phase !== 'open') continue;
    if (connection.iceGivenAt !== null) sendIce(relay, connection);
    connection.send(body);
  }
  const detail = { config: policy.hash() };
  const at = relay.now();
  const entries = relay.sessions.ids().map((sessionId) => {
    return { kind: 'config.applied', at, sessionId, detail } as const;
  });
  if (entries.length > 0) await audit.note(entries);
}
