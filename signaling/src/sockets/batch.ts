/**
 * One write per socket and turn of the event loop: what many messages of one turn have to say goes out together.
 * System calls are most of a relay's work; this saves half of them under load and costs nothing when idle.
 */
import type { Duplex } from 'node:stream';

let corked: Duplex[] = [];

/** Holds back what is written to `stream` until the end of this turn. */
export function holdBack(stream: Duplex): void {
  // ws corks and uncorks within one call; a cork that is there now is ours.
  if (stream.writableCorked > 0) return;
  stream.cork();
  corked.push(stream);
  if (corked.length === 1) setImmediate(release);
}

function release(): void {
  const streams = corked;
  corked = [];
  for (const stream of streams) stream.uncork();
}
