/** Tells a relay's bad certificate from a dead host, which the page itself cannot. */
import type { Session } from 'electron';

/** The page asks right after its connection failed. */
const RECENT_MS = 5_000;

export function watchCertificates(session: Session): () => 'unreachable' | 'certificate' {
  let refusedAt = Number.NEGATIVE_INFINITY;
  session.webRequest.onErrorOccurred(({ error }) => {
    if (error.startsWith('net::ERR_CERT') || error.startsWith('net::ERR_SSL')) refusedAt = performance.now();
  });
  return () => (performance.now() - refusedAt < RECENT_MS ? 'certificate' : 'unreachable');
}
