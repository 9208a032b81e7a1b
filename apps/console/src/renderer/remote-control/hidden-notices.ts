/** A customer hides parts of their screen: said when it begins and when it is another number. */

import type { ParticipantId } from '@alongside/protocol';
import type { Link } from '@alongside/rtc';
import type { Notices } from '../notices/notice-store.ts';

export function sayHidden(parts: {
  readonly link: Pick<Link, 'onMessage'>;
  readonly notices: Notices;
  readonly nameOf: (id: ParticipantId) => string;
}): { readonly close: () => void } {
  const { link, notices, nameOf } = parts;
  const close = link.onMessage((peer, message) => {
    if (message.type !== 'screen.hidden') return;
    const { count } = message;
    const name = nameOf(peer);
    notices.say('plain', (t) =>
      count === 0 ? t('zones.toldNone', { name }) : t('zones.told', { name, count }),
    );
  });
  return { close };
}
