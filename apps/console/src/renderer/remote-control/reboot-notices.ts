/** What became of a reboot that was allowed, said once. */
import type { ParticipantId } from '@alongside/protocol';
import type { Link } from '@alongside/rtc';
import type { Notices } from '../notices/notice-store.ts';

export function sayReboots(parts: {
  readonly link: Link;
  readonly notices: Notices;
  readonly nameOf: (id: ParticipantId) => string;
}): { readonly close: () => void } {
  const { link, notices, nameOf } = parts;
  const close = link.onMessage((peer, message) => {
    if (message.type !== 'reboot.told') return;
    const name = nameOf(peer);
    if (message.outcome === 'restarting') notices.say('good', (t) => t('reboot.restarting', { name }));
    else notices.say('bad', (t) => t('reboot.failed', { name }));
  });
  return { close };
}
