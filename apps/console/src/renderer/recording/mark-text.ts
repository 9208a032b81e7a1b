/** A mark of the track in words. */

import { unreachable } from '@alongside/protocol';
import type { RecordedEvent } from '@alongside/session';
import type { Translate } from '@alongside/ui';

export function markText(t: Translate, event: RecordedEvent): string {
  switch (event.kind) {
    case 'chat':
      return `${event.from}: ${event.text}`;
    case 'note':
      return t('recording.markNote', { text: event.text });
    case 'grant': {
      const what = t(`recording.capability.${event.capability}`);
      return event.what === 'given'
        ? t('recording.markGiven', { name: event.name, what })
        : t('recording.markEnded', { what });
    }
    case 'file':
      return t('recording.markFile', { name: event.name });
    case 'window':
      return t('recording.markWindow', { title: event.title });
    case 'click':
      return t('recording.markClick');
    case 'person':
      return event.what === 'came'
        ? t('recording.markCame', { name: event.name })
        : t('recording.markLeft', { name: event.name });
    default:
      return unreachable(event);
  }
}
