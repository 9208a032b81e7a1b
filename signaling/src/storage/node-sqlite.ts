/**
 * Node's own SQLite in the shape that Kysely's SQLite dialect wants. Statements are prepared once and kept:
 * preparing costs more than most of our queries.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

const MAX_KEPT_STATEMENTS = 200;

const NOTHING: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

export function adaptNodeSqlite(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      // A full disk has SQLite roll back by itself; Kysely's own rollback would then fail and hide the reason.
      if (sql === 'rollback' && !database.isTransaction) return NOTHING;
      const found = kept.get(sql);
      if (found !== undefined) return found;
      const statement = adaptStatement(database.prepare(sql));
      // DDL changes what a kept statement would answer; only what is asked again and again is worth keeping.
      if (!/^\s*(create|alter|drop|pragma)/i.test(sql)) {
        if (kept.size >= MAX_KEPT_STATEMENTS) kept.clear();
        kept.set(sql, statement);
      }
      return statement;
    },
  };
}

function adaptStatement(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters.map(toSqlite);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}

function toSqlite(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError('a value that SQLite cannot hold');
}
