/**
 * better-auth keeps session tokens in clear; we do not. This stands between it and its adapter, stores only the
 * SHA-256 of a token and looks tokens up by it. A row found by its token bears that token again.
 */
import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth/adapters';
import { sha256 } from '../secrets.ts';

export function hashSessionTokens(inner: DBAdapter): DBAdapter {
  return {
    ...inner,
    ...hashing(inner),
    transaction: (callback) => inner.transaction((trx) => callback({ ...trx, ...hashing(trx) })),
  };
}

type Hashing = Omit<DBTransactionAdapter, 'id' | 'createSchema' | 'options'>;

function hashing(inner: DBTransactionAdapter): Hashing {
  return {
    create: async (query) => restore(query, await inner.create(seal(query, 'data')), tokenOf(query.data)),
    findOne: async (query) => restore(query, await inner.findOne(sealed(query)), asked(query)),
    findMany: (query) => inner.findMany(sealed(query)),
    count: (query) => inner.count(sealed(query)),
    update: async (query) => restore(query, await inner.update(seal(sealed(query), 'update')), asked(query)),
    updateMany: (query) => inner.updateMany(seal(sealed(query), 'update')),
    delete: (query) => inner.delete(sealed(query)),
    deleteMany: (query) => inner.deleteMany(sealed(query)),
    consumeOne: async (query) => restore(query, await inner.consumeOne(sealed(query)), asked(query)),
    incrementOne: async (query) => restore(query, await inner.incrementOne(sealed(query)), asked(query)),
  };
}

type Query = { readonly model: string; readonly where?: Where[] | undefined };

function sealed<Q extends Query>(query: Q): Q {
  if (query.model !== 'session' || query.where === undefined) return query;
  return { ...query, where: query.where.map(sealCondition) };
}

function sealCondition(condition: Where): Where {
  if (condition.field !== 'token') return condition;
  const { value } = condition;
  if (typeof value === 'string') return { ...condition, value: hashToken(value) };
  if (!Array.isArray(value)) return condition;
  return { ...condition, value: value.map((token) => hashToken(String(token))) };
}

/** The token among the values that are written. */
function seal<K extends 'data' | 'update', Q extends Query & Record<K, object>>(query: Q, key: K): Q {
  const token = query.model === 'session' ? tokenOf(query[key]) : undefined;
  if (token === undefined) return query;
  return { ...query, [key]: { ...query[key], token: hashToken(token) } };
}

/** Always hashed, also what looks like a hash: else a copy of the database would sign in. */
export function hashToken(token: string): string {
  return `sha256:${sha256(token)}`;
}

function tokenOf(data: object): string | undefined {
  return 'token' in data && typeof data.token === 'string' ? data.token : undefined;
}

function asked(query: Query): string | undefined {
  const value = query.where?.find((condition) => condition.field === 'token')?.value;
  return typeof value === 'string' ? value : undefined;
}

function restore<T>(query: Query, row: T, token: string | undefined): T {
  if (query.model !== 'session' || token === undefined) return row;
  return typeof row === 'object' && row !== null ? { ...row, token } : row;
}
