/** What the features share: the relay's parts, made once in relay.ts. No state of its own. */
import type { Kysely } from 'kysely';
import type { Accounts } from './accounts/accounts.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { Calls } from './colleagues/calls.ts';
import type { SitePolicy } from './config/site-policy.ts';
import type { Invites } from './invites/invites.ts';
import type { Limits } from './limits.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Secrets } from './secrets.ts';
import type { Sessions } from './sessions/sessions.ts';
import type { AddressOf } from './sockets/client-address.ts';
import type { Hub } from './sockets/hub.ts';
import type { Tables } from './storage/tables.ts';
import type { ResumeTokens } from './tickets/resume-tokens.ts';
import type { Tickets } from './tickets/tickets.ts';
import type { TurnConfig } from './turn/turn-config.ts';

export type Foundation = {
  readonly now: () => number;
  readonly limits: Limits;
  readonly log: Logger;
  readonly db: Kysely<Tables>;
  readonly secrets: Secrets;
  readonly audit: AuditLog;
  readonly metrics: Metrics;
  readonly hub: Hub;
  readonly addressOf: AddressOf;
  readonly policy: SitePolicy;
  /** Null where everybody has to connect directly. */
  readonly turn: TurnConfig | null;
};

export type Relay = Foundation & {
  readonly accounts: Accounts;
  readonly tickets: Tickets;
  readonly resumes: ResumeTokens;
  readonly sessions: Sessions;
  readonly invites: Invites;
  readonly calls: Calls;
};
