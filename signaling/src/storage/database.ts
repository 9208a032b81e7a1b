/** Opens the relay's database file and brings its schema up to date. Knows SQLite; nobody else does. */
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { adaptNodeSqlite } from './node-sqlite.ts';
import { migrationProvider } from './migrations.ts';
import type { Tables } from './tables.ts';

const DATABASE_FILE = 'relay.db';
const BUSY_TIMEOUT_MS = 5_000;
const FIRST_EXTENDED_CODE = 256;
const SQLITE_FULL = 13;
const SQLITE_IOERR = 10;

export type Database = {
  readonly db: Kysely<Tables>;
  /** Changes whenever another process (the admin command) has written. */
  readonly foreignVersion: () => number;
  /** A quota in bytes, or none; also how tests fill the disk. */
  readonly setQuota: (maxBytes: number | null) => void;
  close(): Promise<void>;
};

export async function openDatabase(dataDir: string): Promise<Database> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, DATABASE_FILE);
  const sqlite = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  chmodSync(file, 0o600);
  // FULL: a single use and an audit row that were answered must survive the power cut that follows.
  sqlite.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: adaptNodeSqlite(sqlite) }) });
  const version = sqlite.prepare('pragma data_version');
  await migrate(db);
  return {
    db,
    foreignVersion: () => numberOf(version.get(), 'data_version'),
    setQuota: (maxBytes) => setQuota(sqlite, maxBytes),
    close: () => db.destroy(),
  };
}

/** True where the disk or the quota is used up, as opposed to a bug of ours. */
export function isStorageFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error && typeof error.errcode === 'number') {
    const code = error.errcode % FIRST_EXTENDED_CODE;
    return code === SQLITE_FULL || code === SQLITE_IOERR;
  }
  return 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: migrationProvider });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new Error('The database could not be brought up to date (is it of a newer relay?)', {
      cause: error,
    });
  }
}

function setQuota(sqlite: DatabaseSync, maxBytes: number | null): void {
  const pageBytes = numberOf(sqlite.prepare('pragma page_size').get(), 'page_size');
  const pages = maxBytes === null ? 0xfffffffe : Math.max(1, Math.floor(maxBytes / pageBytes));
  sqlite.exec(`pragma max_page_count = ${pages}`);
}

function numberOf(row: Record<string, unknown> | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value !== 'number') throw new Error(`pragma ${column} gave no number`);
  return value;
}
