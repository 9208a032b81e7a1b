/** Reads the audit: exports it, and finds the first row that was changed, removed or put in. Never writes. */
import type { Kysely, Selectable } from 'kysely';
import type { Secrets } from '../secrets.ts';
import type { AuditTable, Tables } from '../storage/tables.ts';
import { rowHash } from './chain.ts';

const PAGE_ROWS = 1_000;

type AuditRow = Selectable<AuditTable>;
type Verdict =
  | { readonly ok: true; readonly rows: number }
  | {
      readonly ok: false;
      readonly row: number;
      readonly why: 'changed' | 'missing' | 'end-missing' | 'head-forged';
    };

/** In order, page by page: an audit may be larger than memory. */
export async function* auditRows(db: Kysely<Tables>): AsyncGenerator<AuditRow> {
  let last = 0;
  for (;;) {
    const page = await db
      .selectFrom('audit')
      .selectAll()
      .where('n', '>', last)
      .orderBy('n')
      .limit(PAGE_ROWS)
      .execute();
    yield* page;
    const end = page.at(-1);
    if (end === undefined) return;
    last = end.n;
  }
}

/** The chain from its first row to the head, whose keyed mark only the relay's own key can make. */
export async function verifyAudit(db: Kysely<Tables>, secrets: Secrets): Promise<Verdict> {
  // First the head: a running relay may append while we read.
  const head = await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
  if (head.n > 0 && head.mac !== secrets.hash('audit', `${head.n}\n${head.hash}`)) {
    return { ok: false, row: head.n, why: 'head-forged' };
  }
  let n = 0;
  let hash = '';
  for await (const row of auditRows(db)) {
    if (n >= head.n) break;
    if (row.n !== n + 1) return { ok: false, row: n + 1, why: 'missing' };
    if (row.prev_hash !== hash || row.hash !== hashOf(row)) return { ok: false, row: row.n, why: 'changed' };
    n = row.n;
    hash = row.hash;
  }
  if (n !== head.n) return { ok: false, row: n + 1, why: 'end-missing' };
  return hash === head.hash ? { ok: true, rows: n } : { ok: false, row: n, why: 'changed' };
}

function hashOf(row: AuditRow): string {
  const { n, at, kind, session_id: sessionId, actor, detail, idempotency_key: key } = row;
  return rowHash(row.prev_hash, { n, at, kind, sessionId, actor, detail, key });
}
