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

/** JSON with sorted keys, so that the same detail is the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
