/** All that a relay has stored, for tests that nothing has changed. Reads beside the running relay. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const TABLES = ['support_session', 'place', 'invite', 'missed', 'audit', 'auth_user'] as const;

export function stateOf({ dataDir }: { readonly dataDir: string }): Record<string, unknown> {
  using db = new DatabaseSync(join(dataDir, 'relay.db'), { readOnly: true });
  return Object.fromEntries(TABLES.map((table) => [table, db.prepare(`select * from ${table}`).all()]));
}
