/** Random values and their hashes at rest. Owns the relay's own key; never logs or stores a value in clear. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { JOIN_CODE_ALPHABET, JOIN_CODE_LENGTH } from '@alongside/protocol';

const KEY_FILE = 'relay.key';
const KEY_BYTES = 32;

/** 128 random bits as base64url: every id and the token of a join link. */
export function randomId(): string {
  return randomBytes(16).toString('base64url');
}

/** 256 random bits as base64url: tickets and resume tokens. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** 32 letters divide 256, so that every letter is equally likely. */
export function randomJoinCode(): string {
  return [...randomBytes(JOIN_CODE_LENGTH)]
    .map((byte) => JOIN_CODE_ALPHABET.charAt(byte % JOIN_CODE_ALPHABET.length))
    .join('');
}

/** For values of 128 bits and more, where nobody can try them all. */
export function sha256(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}

export type Secrets = {
  /** better-auth signs with it. */
  readonly authSecret: string;
  /** Keyed, since a spoken code has only 40 bits: a copy of the database alone finds none. */
  readonly hash: (purpose: 'code' | 'token' | 'device' | 'audit' | 'colleague', value: string) => string;
};

/** Reads the relay's key beside its database, or makes it on the first run. */
export function openSecrets(dataDir: string): Secrets {
  const key = readOrMakeKey(dataDir);
  return {
    authSecret: createHmac('sha256', key).update('better-auth').digest('base64url'),
    hash: (purpose, value) => createHmac('sha256', key).update(`${purpose}\n${value}`).digest('base64url'),
  };
}

function readOrMakeKey(dataDir: string): Buffer {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, KEY_FILE);
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, randomBytes(KEY_BYTES));
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = readFileSync(path);
  if (key.length !== KEY_BYTES) throw new Error(`${path} is damaged: it must hold ${KEY_BYTES} bytes`);
  return key;
}
