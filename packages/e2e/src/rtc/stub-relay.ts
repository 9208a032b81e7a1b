/**
 * A relay for two pages, inside the test, by Playwright's routing of WebSockets: it has no accounts and no limits,
 * but does what a hostile relay could: change, drop and repeat what it forwards. The real one is tested elsewhere.
 */
import type { Page, WebSocketRoute } from '@playwright/test';
import {
  DEFAULT_SITE,
  DIRECT_ICE,
  type IceAccess,
  type Participant,
  type ParticipantId,
  type Role,
  type Session,
} from '@alongside/protocol';
import { ORIGIN } from './bundle.ts';

export type Forward = { readonly from: string; readonly to: string; readonly data: string };

/** The lower id is the initiator. */
export const CSR_ID = 'A'.repeat(22) as ParticipantId;
export const CUSTOMER_ID = 'B'.repeat(22) as ParticipantId;

type Place = { socket: WebSocketRoute | null; seq: number };

export class StubRelay {
  readonly requests: Record<string, unknown>[] = [];
  /** What is forwarded in place of what came; empty to swallow it. */
  rewrite: (message: Forward) => readonly Forward[] | Promise<readonly Forward[]> = (message) => [message];
  /** How each is told to connect. */
  iceOf: (id: string) => IceAccess = () => DIRECT_ICE;
  isDown = false;
  readonly #places = new Map<string, Place>([
    [CSR_ID, { socket: null, seq: 0 }],
    [CUSTOMER_ID, { socket: null, seq: 0 }],
  ]);
  #session = sessionOf();

  async attach(page: Page, id: string): Promise<void> {
    await page.routeWebSocket(`${ORIGIN.replace('https', 'wss')}/signal`, async (socket) => {
      if (this.isDown) return socket.close({ code: 1001 });
      const place = this.#place(id);
      place.socket = socket;
      socket.onMessage((raw) => this.#hear(id, String(raw)));
    });
  }

  /** As after `kill -9`: sockets gone, nobody answers. */
  async stop(): Promise<void> {
    this.isDown = true;
    for (const place of this.#places.values()) await place.socket?.close({ code: 1001 });
  }

  /** Says so of the CSR from now on, also to those who are in the session already. */
  callTheCsr(role: Role): void {
    const participants = this.#session.participants.map((person) =>
      person.id === CSR_ID ? { ...person, role } : person,
    );
    this.#session = { ...this.#session, participants };
    for (const id of this.#places.keys()) this.tell(id, { type: 'roster', participants });
  }

  /** A new session for the next pair of links on the same pages. */
  begin(): void {
    this.requests.length = 0;
    this.#session = sessionOf();
    for (const place of this.#places.values()) Object.assign(place, { socket: null, seq: 0 });
  }

  tell(id: string, event: Record<string, unknown>): void {
    const place = this.#place(id);
    place.seq += 1;
    place.socket?.send(JSON.stringify({ ...event, seq: place.seq }));
  }

  #hear(id: string, raw: string): void {
    const message = JSON.parse(raw) as Record<string, unknown>;
    if (message['type'] === 'hello') return this.#welcome(id, message);
    this.requests.push(message);
    this.#place(id).socket?.send(JSON.stringify({ type: 'ok', re: message['id'] }));
    if (message['type'] !== 'signal') return;
    void this.#forward({ from: id, to: String(message['to']), data: String(message['data']) });
  }

  async #forward(message: Forward): Promise<void> {
    for (const { from, to, data } of await this.rewrite(message))
      this.tell(to, { type: 'signal', from, data });
  }

  #welcome(id: string, hello: Record<string, unknown>): void {
    const auth = hello['auth'] as { kind: string };
    this.#place(id).socket?.send(
      JSON.stringify({
        type: 'welcome',
        protocol: 1,
        self: id,
        name: id === CSR_ID ? 'Ada' : 'Bo',
        resumeToken: 'r'.repeat(43),
        resumed: auth.kind === 'resume',
        session: this.#session,
        invitedBy: null,
        inviter: null,
        site: DEFAULT_SITE,
        config: null,
        ice: this.iceOf(id),
        serverTime: Date.now(),
      }),
    );
  }

  #place(id: string): Place {
    const place = this.#places.get(id);
    if (place === undefined) throw new Error(`nobody is called ${id}`);
    return place;
  }
}

function sessionOf(): Session {
  const person = (change: Partial<Participant>): Participant => ({
    id: CSR_ID,
    name: 'Ada',
    role: 'lead-csr',
    client: 'console',
    state: 'present',
    joinedAt: Date.now(),
    inviteId: null,
    joinedBy: 'account',
    ...change,
  });
  return {
    id: 'S'.repeat(22) as Session['id'],
    name: 'Remote support 4F2K',
    sessionType: 'remote-support',
    organisation: 'Alongside',
    verified: false,
    startedAt: Date.now(),
    participants: [
      person({}),
      person({ id: CUSTOMER_ID, name: 'Bo', role: 'primary-customer', client: 'helper', joinedBy: 'link' }),
    ],
  };
}
