/** The arithmetic of the audit chain: pure. Every row's hash covers the one before it. */
import { createHash } from 'node:crypto';

type AuditFact = {
  readonly n: number;
  readonly at: number;
  readonly kind: string;
  readonly sessionId: string | null;
  readonly actor: string | null;
  /** Canonical JSON. */
  readonly detail: string;
  readonly key: string | null;
};

export function rowHash(prevHash: string, fact: AuditFact): string {
  const row = [fact.n, fact.at, fact.kind, fact.sessionId, fact.actor, fact.detail, fact.key];
  return createHash('sha256')
    .update(`${prevHash}\n${JSON.stringify(row)}`)
    .digest('hex');
}
