/**
 * The relay's HTTP calls. Owns requests, their time limits and the reading of answers; never throws, keeps no token.
 */
import {
  accountSchema,
  decodeJson,
  fail,
  httpErrorSchema,
  ok,
  previewSchema,
  PROTOCOL_VERSION,
  recentSessionsSchema,
  sessionChatSchema,
  sessionRecordSchema,
  siteAnswerSchema,
  ticketSchema,
  type Account,
  type InvitePreview,
  type JoinRequest,
  keptSnapshotsSchema,
  type KeptLine,
  type KeptSnapshot,
  type RecentSession,
  type Result,
  type SessionRecord,
  type SessionsQuery,
  type Site,
} from '@alongside/protocol';
import { createSiteTrust, type SiteStatement, type SiteTrust } from './site-trust.ts';
import type { ApiCode } from './types.ts';

const CALL_TIMEOUT_MS = 10_000;
/** All readings that are kept with one session are the longest answer by far. */
const MAX_ANSWER_LENGTH = 64 * 1024 * 1024;
/** better-auth's bearer plugin hands the session's token over in this header. */
const TOKEN_HEADER = 'set-auth-token';

export type RelayApi = {
  readonly origin: string;
  site(): Promise<Result<Site, ApiCode>>;
  signIn(email: string, password: string): Promise<Result<SignedIn, ApiCode>>;
  signOut(token: string): Promise<Result<undefined, ApiCode>>;
  me(token: string): Promise<Result<Account, ApiCode>>;
  ticket(token: string): Promise<Result<string, ApiCode>>;
  /** A page of them, newest first; those that hold every word of `search`, all where it is empty. */
  sessions(token: string, query: SessionsWanted): Promise<Result<readonly RecentSession[], ApiCode>>;
  /** What was kept of a session's chat, in order. */
  keptChat(token: string, session: RecentSession['id']): Promise<Result<readonly KeptLine[], ApiCode>>;
  /** What the relay's audit holds of it, in order. */
  record(token: string, session: RecentSession['id']): Promise<Result<SessionRecord, ApiCode>>;
  /** Of a session that is over. */
  keepSnapshot(token: string, order: KeepSnapshot): Promise<Result<undefined, ApiCode>>;
  keptSnapshots(
    token: string,
    session: RecentSession['id'],
  ): Promise<Result<readonly KeptSnapshot[], ApiCode>>;
  writeNotes(token: string, order: SessionNotes): Promise<Result<undefined, ApiCode>>;
  preview(credential: JoinRequest['credential']): Promise<Result<InvitePreview, ApiCode>>;
  /** The value is a ticket for one socket. */
  join(request: JoinRequest): Promise<Result<string, ApiCode>>;
};

export type SessionsWanted = Partial<SessionsQuery>;

export type KeepSnapshot = { readonly session: RecentSession['id']; readonly snapshot: KeptSnapshot };

export type SessionNotes = Pick<RecentSession, 'notes'> & { readonly session: RecentSession['id'] };

export type SignedIn = { readonly token: string; readonly account: Account };

export type RelayApiOptions = {
  /** For a shell that hears of certificate errors; without it every failure to connect is `unreachable`. */
  readonly explain?: () => Promise<'unreachable' | 'certificate'>;
  /** As for links: whose signature the relay's site is believed by. */
  readonly site?: SiteTrust;
};

type Call = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
};
type Answer = { readonly status: number; readonly headers: Headers; readonly text: string };

export function createRelayApi(origin: string, options: RelayApiOptions = {}): RelayApi {
  const trust = options.site ?? createSiteTrust();
  const call = (request: Call) => fetchAnswer(origin, request, options);
  const read = readerOf(call);
  const me = (token: string) => read({ method: 'GET', path: '/api/me', token }, accountSchema);
  return {
    origin,
    site: async () => siteBy(trust, await read({ method: 'GET', path: '/api/site' }, siteAnswerSchema)),
    signIn: async (email, password) => {
      const request: Call = { method: 'POST', path: '/api/auth/sign-in/email', body: { email, password } };
      const token = tokenOf(await call(request));
      if (!token.ok) return token;
      const account = await me(token.value);
      return account.ok ? ok({ token: token.value, account: account.value }) : account;
    },
    signOut: async (token) =>
      doneOf(await call({ method: 'POST', path: '/api/auth/sign-out', token, body: {} })),
    me,
    ticket: async (token) =>
      ticketOf(await read({ method: 'POST', path: '/api/ticket', token, body: {} }, ticketSchema)),
    ...sessionCalls(call),
    preview: (credential) =>
      read({ method: 'POST', path: '/api/invite/preview', body: { credential } }, previewSchema),
    join: async (request) =>
      ticketOf(await read({ method: 'POST', path: '/api/join', body: request }, ticketSchema)),
  };
}

type MakeCall = (request: Call) => ReturnType<typeof fetchAnswer>;

function readerOf(call: MakeCall) {
  return async <T>(request: Call, schema: Parameters<typeof decodeJson<T>>[1]) =>
    readAnswer(await call(request), schema);
}

/** Of sessions that were. */
function sessionCalls(
  call: MakeCall,
): Pick<RelayApi, 'sessions' | 'keptChat' | 'record' | 'keepSnapshot' | 'keptSnapshots' | 'writeNotes'> {
  const read = readerOf(call);
  return {
    sessions: async (token, query) => {
      const said = Object.entries(query).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]],
      );
      const path = `/api/sessions?${new URLSearchParams(said).toString()}`;
      return map(
        await read({ method: 'GET', path, token }, recentSessionsSchema),
        ({ sessions }) => sessions,
      );
    },
    keptChat: async (token, session) => {
      const path = `/api/sessions/chat?session=${encodeURIComponent(session)}`;
      return map(await read({ method: 'GET', path, token }, sessionChatSchema), ({ lines }) => lines);
    },
    record: (token, session) => {
      const path = `/api/sessions/record?session=${encodeURIComponent(session)}`;
      return read({ method: 'GET', path, token }, sessionRecordSchema);
    },
    keepSnapshot: async (token, body) =>
      doneOf(await call({ method: 'POST', path: '/api/sessions/snapshots', token, body })),
    keptSnapshots: async (token, session) => {
      const path = `/api/sessions/snapshots?session=${encodeURIComponent(session)}`;
      return map(
        await read({ method: 'GET', path, token }, keptSnapshotsSchema),
        ({ snapshots }) => snapshots,
      );
    },
    writeNotes: async (token, body) =>
      doneOf(await call({ method: 'POST', path: '/api/sessions/notes', token, body })),
  };
}

async function fetchAnswer(
  origin: string,
  { method, path, token, body }: Call,
  { explain }: RelayApiOptions,
): Promise<Result<Answer, ApiCode>> {
  const headers = new Headers();
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  try {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      // Bearer tokens only: a cookie would be an authority that nobody sees.
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    const text = await response.text();
    if (text.length > MAX_ANSWER_LENGTH) return fail('bad-answer');
    return ok({ status: response.status, headers: response.headers, text });
  } catch {
    // fetch reports refused, timed out and untrusted alike; the page learns no more.
    return fail(explain === undefined ? 'unreachable' : await explain());
  }
}

function readAnswer<T>(
  answer: Result<Answer, ApiCode>,
  schema: Parameters<typeof decodeJson<T>>[1],
): Result<T, ApiCode> {
  if (!answer.ok) return answer;
  if (!isSuccess(answer.value)) return fail(refusalOf(answer.value));
  const decoded = decodeJson(answer.value.text, schema);
  return decoded.ok ? decoded : fail('bad-answer');
}

function tokenOf(answer: Result<Answer, ApiCode>): Result<string, ApiCode> {
  if (!answer.ok) return answer;
  if (!isSuccess(answer.value)) {
    const code = refusalOf(answer.value);
    // better-auth answers a wrong password with its own body and 401; to us that is one thing.
    return fail(code === 'not-signed-in' ? 'bad-credentials' : code);
  }
  const token = answer.value.headers.get(TOKEN_HEADER);
  return token === null || token === '' ? fail('bad-answer') : ok(token);
}

async function siteBy(
  trust: SiteTrust,
  answer: Result<SiteStatement & { readonly protocol: number }, ApiCode>,
): Promise<Result<Site, ApiCode>> {
  if (!answer.ok) return answer;
  if (answer.value.protocol !== PROTOCOL_VERSION) return fail('version-unsupported');
  return ok(await trust.take(answer.value));
}

/** Of a call that only does something. */
function doneOf(answer: Result<Answer, ApiCode>): Result<undefined, ApiCode> {
  if (!answer.ok) return answer;
  return isSuccess(answer.value) ? ok() : fail(refusalOf(answer.value));
}

function isSuccess(answer: Answer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/** Our own refusals carry their code; what stands before the relay (a proxy, better-auth) is read by its status. */
function refusalOf(answer: Answer): ApiCode {
  const ours = decodeJson(answer.text, httpErrorSchema);
  if (ours.ok) return ours.value.code;
  switch (answer.status) {
    case 400:
    case 413:
    case 422:
      return 'bad-message';
    case 401:
    case 403:
      return 'not-signed-in';
    case 429:
      return 'too-many';
    case 502:
    case 503:
    case 504:
      return 'unreachable';
    default:
      return 'bad-answer';
  }
}

function ticketOf(answer: Result<{ ticket: string }, ApiCode>): Result<string, ApiCode> {
  return map(answer, ({ ticket }) => ticket);
}

function map<T, U>(result: Result<T, ApiCode>, change: (value: T) => U): Result<U, ApiCode> {
  return result.ok ? ok(change(result.value)) : result;
}
