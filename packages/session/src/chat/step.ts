/** Chat as data: a line is shown once, however often it comes, and says of itself how far it has come. Pure. */
import {
  unreachable,
  type ChatScope,
  type ParticipantId,
  type PeerMessage,
  type PeerMessageOf,
} from '@alongside/protocol';
import { historyOf, withHistory } from './history.ts';
import { MAX_CHAT_LINES, type Chat, type ConversationLine, type Delivery } from './state.ts';

export type ChatEvent =
  /** Written here. `id` is fresh and random; `recipients` are those meant who are in the session now. */
  | {
      readonly type: 'chat.write';
      readonly at: number;
      readonly id: string;
      readonly to: ChatScope | ParticipantId;
      readonly text: string;
      readonly recipients: readonly ParticipantId[];
    }
  /** How handing a line to the connection went. */
  | {
      readonly type: 'chat.handed-over';
      readonly id: string;
      readonly peer: ParticipantId;
      readonly ok: boolean;
    }
  | { readonly type: 'chat.retry'; readonly id: string }
  /** `at` is this end's clock: others' clocks do not order our conversation. */
  | {
      readonly type: 'chat.arrived';
      readonly at: number;
      readonly from: ParticipantId;
      readonly message: PeerMessageOf<'chat.message'>;
    }
  | { readonly type: 'chat.receipt'; readonly from: ParticipantId; readonly id: string }
  /** By the lead's end: somebody came who was not here before. */
  | {
      readonly type: 'chat.newcomer';
      readonly peer: ParticipantId;
      readonly nameOf: (id: ParticipantId) => string | undefined;
    }
  /** The caller has looked that it comes from the lead. */
  | { readonly type: 'chat.history'; readonly lines: PeerMessageOf<'chat.history'>['lines'] }
  | { readonly type: 'chat.open' }
  | { readonly type: 'chat.close' };

export type ChatEffect =
  /** Answer with `chat.handed-over` for a `chat.message`; nobody waits for a receipt's fate. */
  { readonly type: 'send'; readonly to: ParticipantId; readonly message: PeerMessage };

type ChatStep = { readonly state: Chat; readonly effects: readonly ChatEffect[] };

export function stepChat(chat: Chat, event: ChatEvent): ChatStep {
  switch (event.type) {
    case 'chat.write':
      return write(chat, event);
    case 'chat.handed-over':
      return quietly(handedOver(chat, event));
    case 'chat.retry':
      return retry(chat, event.id);
    case 'chat.arrived':
      return arrive(chat, event);
    case 'chat.receipt':
      return quietly(changeDelivery(chat, { id: event.id, peer: event.from, to: () => 'received' }));
    case 'chat.newcomer': {
      const message = historyOf(chat, event.nameOf);
      return { state: chat, effects: message === null ? [] : [{ type: 'send', to: event.peer, message }] };
    }
    case 'chat.history':
      return quietly(withHistory(chat, event.lines));
    case 'chat.open':
      return quietly({ ...chat, panel: { kind: 'open' } });
    case 'chat.close':
      return quietly(chat.panel.kind === 'closed' ? chat : { ...chat, panel: { kind: 'closed', unread: 0 } });
    default:
      return unreachable(event);
  }
}

function write(chat: Chat, event: Extract<ChatEvent, { type: 'chat.write' }>): ChatStep {
  const { id, to, text, at, recipients } = event;
  if (text.trim() === '' || ownLine(chat, id) !== undefined) return quietly(chat);
  const deliveries = new Map(recipients.map((peer) => [peer, 'sending' as const]));
  const scope = isScope(to) ? to : 'one';
  const line: ConversationLine = {
    id,
    from: chat.self,
    to,
    scope,
    text,
    at,
    deliveries,
    state: stateOf(deliveries),
  };
  return { state: withLine(chat, line), effects: recipients.map((peer) => sendOf(line, peer)) };
}

/** The connection's word comes late when the receipt was faster: what was received stays received. */
function handedOver(chat: Chat, event: Extract<ChatEvent, { type: 'chat.handed-over' }>): Chat {
  const next: Delivery = event.ok ? 'delivered' : 'failed';
  return changeDelivery(chat, {
    id: event.id,
    peer: event.peer,
    to: (was) => (was === 'received' ? was : next),
  });
}

function retry(chat: Chat, id: string): ChatStep {
  const line = ownLine(chat, id);
  if (line === undefined) return quietly(chat);
  const failed = [...line.deliveries].filter(([, delivery]) => delivery === 'failed').map(([peer]) => peer);
  const state = failed.reduce((now, peer) => changeDelivery(now, { id, peer, to: () => 'sending' }), chat);
  return { state, effects: failed.map((peer) => sendOf(line, peer)) };
}

/** A repeat is answered again, since our receipt may be what was lost, and shown once. */
function arrive(chat: Chat, event: Extract<ChatEvent, { type: 'chat.arrived' }>): ChatStep {
  const { message, from, at } = event;
  const { id, scope, text } = message;
  const effects: readonly ChatEffect[] = [
    { type: 'send', to: from, message: { type: 'chat.received', id: message.id } },
  ];
  // Per sender: nobody can make another's line vanish by using its id first.
  if (chat.lines.some((line) => line.from === from && line.id === id)) return { state: chat, effects };
  const to = scope === 'one' ? chat.self : scope;
  const line: ConversationLine = {
    id,
    from,
    to,
    scope,
    text,
    at,
    deliveries: new Map(),
    state: 'received',
  };
  const { panel } = chat;
  const counted = panel.kind === 'open' ? panel : { ...panel, unread: panel.unread + 1 };
  return { state: { ...withLine(chat, line), panel: counted }, effects };
}

function changeDelivery(
  chat: Chat,
  change: {
    readonly id: string;
    readonly peer: ParticipantId;
    readonly to: (was: Delivery) => Delivery;
  },
): Chat {
  const line = ownLine(chat, change.id);
  const was = line?.deliveries.get(change.peer);
  if (line === undefined || was === undefined) return chat;
  const deliveries = new Map(line.deliveries).set(change.peer, change.to(was));
  const changed = { ...line, deliveries, state: stateOf(deliveries) };
  return { ...chat, lines: chat.lines.map((other) => (other === line ? changed : other)) };
}

/** A line has come as far as the one whom it has reached least; nobody there to reach is a failure too. */
function stateOf(deliveries: ReadonlyMap<ParticipantId, Delivery>): Delivery {
  const states = [...deliveries.values()];
  const order: readonly Delivery[] = ['failed', 'sending', 'delivered', 'received'];
  return order.find((state) => states.includes(state)) ?? 'failed';
}

function sendOf(line: ConversationLine, to: ParticipantId): ChatEffect {
  const { id, scope, text, at } = line;
  return { type: 'send', to, message: { type: 'chat.message', id, scope, text, at } };
}

function ownLine(chat: Chat, id: string): ConversationLine | undefined {
  return chat.lines.find((line) => line.from === chat.self && line.id === id);
}

function withLine(chat: Chat, line: ConversationLine): Chat {
  return { ...chat, lines: [...chat.lines, line].slice(-MAX_CHAT_LINES) };
}

function isScope(to: ChatScope | ParticipantId): to is ChatScope {
  return to === 'everyone' || to === 'csrs' || to === 'one';
}

function quietly(state: Chat): ChatStep {
  return { state, effects: [] };
}
