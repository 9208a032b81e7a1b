/** Which CSRs are signed in, and what they are busy with. Derived from the open sockets each time it is asked. */
import { type Colleague, type ColleagueId, colleagueIdSchema } from '@alongside/protocol';
import type { SignedIn } from '../accounts/accounts.ts';
import type { Relay } from '../context.ts';
import type { Room } from '../sessions/room.ts';
import type { Connection } from '../sockets/connection.ts';

const MAX_LISTED = 500;
/** As long as every id. */
const ID_LENGTH = 22;

/** Account ids stay here: what a client gets is a keyed hash. */
export function colleagueIdOf({ secrets }: Pick<Relay, 'secrets'>, accountId: string): ColleagueId {
  return colleagueIdSchema.parse(secrets.hash('colleague', accountId).slice(0, ID_LENGTH));
}

/** Everybody but the asker, by name. */
export function colleaguesOf(relay: Relay, room: Room, asker: string): readonly Colleague[] {
  const found = signedIn(relay, asker).map(([account, connections]): Colleague => {
    const state = stateOf(relay, room, { account, connections });
    return { id: colleagueIdOf(relay, account.accountId), name: account.name, state };
  });
  return found.toSorted((a, b) => a.name.localeCompare(b.name)).slice(0, MAX_LISTED);
}

export function findColleague(relay: Relay, id: ColleagueId): SignedIn | undefined {
  for (const { account } of relay.hub.all()) {
    if (account !== null && colleagueIdOf(relay, account.accountId) === id) return account;
  }
  return undefined;
}

type Presence = { readonly account: SignedIn; readonly connections: readonly Connection[] };

export function stateOf(relay: Relay, room: Room, { account, connections }: Presence): Colleague['state'] {
  const { accountId } = account;
  if (room.state.places.some((place) => place.accountId === accountId && place.connected)) return 'here';
  if (relay.calls.of(room).some((call) => call.accountId === accountId)) return 'called';
  return connections.some(({ seat, phase }) => seat === null && phase === 'open') ? 'free' : 'busy';
}

function signedIn({ hub }: Relay, asker: string): readonly (readonly [SignedIn, readonly Connection[]])[] {
  const found = new Map<string, readonly [SignedIn, readonly Connection[]]>();
  for (const connection of hub.all()) {
    const { account, phase } = connection;
    if (account === null || account.accountId === asker || phase === 'closing') continue;
    const [, known = []] = found.get(account.accountId) ?? [];
    found.set(account.accountId, [account, [...known, connection]]);
  }
  return [...found.values()];
}
