/** What was said to everyone before somebody came: handed over by the lead, put before what this end has itself. Pure. */
import {
  MAX_HISTORY_LINES,
  type HistoryLine,
  type ParticipantId,
  type PeerMessageOf,
} from '@alongside/protocol';
import { MAX_CHAT_LINES, type Chat, type ConversationLine } from './state.ts';

/** Well below what one message may hold, so that the newest lines always fit. */
const MAX_HISTORY_LENGTH = 40_000;

/** Null where there is nothing to tell. `nameOf` knows everybody who was ever here. */
export function historyOf(
  chat: Chat,
  nameOf: (id: ParticipantId) => string | undefined,
): PeerMessageOf<'chat.history'> | null {
  const lines: HistoryLine[] = [];
  let length = 0;
  for (const line of [...chat.lines].reverse()) {
    const name = line.name ?? nameOf(line.from);
    if (line.scope !== 'everyone' || name === undefined) continue;
    const { id, from, text, at } = line;
    length += JSON.stringify(text).length + name.length;
    if (length > MAX_HISTORY_LENGTH || lines.length === MAX_HISTORY_LINES) break;
    lines.unshift({ id, from, name, text, at });
  }
  return lines.length === 0 ? null : { type: 'chat.history', lines };
}

/** A line that is here already stays as it came: nobody rewrites it, and nobody speaks in our own name. */
export function withHistory(chat: Chat, lines: readonly HistoryLine[]): Chat {
  const known = new Set(chat.lines.map(keyOf));
  const earlier = lines.filter((line) => line.from !== chat.self && !known.has(keyOf(line))).map(lineOf);
  const unique = [...new Map(earlier.map((line) => [keyOf(line), line])).values()];
  if (unique.length === 0) return chat;
  return { ...chat, lines: [...unique, ...chat.lines].slice(-MAX_CHAT_LINES) };
}

function keyOf({ from, id }: { readonly from: ParticipantId; readonly id: string }): string {
  return `${from} ${id}`;
}

function lineOf({ id, from, name, text, at }: HistoryLine): ConversationLine {
  return {
    id,
    from,
    name,
    text,
    at,
    to: 'everyone',
    scope: 'everyone',
    deliveries: new Map(),
    state: 'received',
  };
}
