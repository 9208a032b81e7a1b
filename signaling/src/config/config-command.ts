/** `config …` of the admin command: keys, signing, pushing, looking. Speaks to a terminal, by the lines it returns. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  fail,
  MAX_CONFIG_SOURCE_BYTES,
  ok,
  type Result,
  type SignedConfig,
  siteKeySchema,
  timeOf,
} from '@alongside/protocol';
import { stringify } from 'yaml';
import { openSecrets } from '../secrets.ts';
import { type Database, openDatabase } from '../storage/database.ts';
import { faultLine, readConfigSource } from './config-source.ts';
import {
  configHistory,
  lastConfig,
  type PushCode,
  pushConfig,
  trustedKey,
  trustKey,
} from './config-store.ts';
import { siteConfigJsonSchema } from './json-schema.ts';
import { newSigningKey, openSigned, readSigned, readSigningKey, signConfig } from './signing.ts';

export const CONFIG_USAGE = `  config keygen --out DIR
  config sign FILE --key KEYFILE --out SIGNED
  config push SIGNED | config push FILE --key KEYFILE
  config trust PUBLICKEY
  config show [--json]
  config history [--json]
  config schema`;

export type ConfigArguments = {
  /** What stands after `config`. */
  readonly words: readonly string[];
  readonly data: string;
  readonly key?: string | undefined;
  readonly out?: string | undefined;
  readonly json: boolean;
};

/** What is printed: on success to the standard output, else to the standard error. */
type Said = Result<string, string>;

const KEY_FILE = 'site-config.key';
const SHORT_KEY = 16;

const REFUSALS: Readonly<Record<PushCode, string>> = {
  forged: 'The signature does not fit the config: it was changed after it was signed.',
  'bad-config': 'What was signed is not a config that this relay knows. Sign it anew with this version.',
  'other-key':
    'It is signed by another key than the one this relay trusts. If the key was changed on purpose, say so first: config trust PUBLICKEY.',
  'other-org': 'This relay has the config of another org.',
  'other-site': 'This relay has the config of another site.',
  older: 'A config with a higher version was pushed already: a version never goes back.',
  'same-version': 'Another config with this version was pushed already: give it a higher version.',
  'not-yet': 'It is not in force yet: push it after its notBefore.',
  expired: 'It has expired: give it a later expires and a higher version.',
};

/** Undefined where the words are none of ours. */
export function runConfigCommand(given: ConfigArguments): Promise<Said> | undefined {
  const [verb, file, ...more] = given.words;
  if (more.length > 0) return undefined;
  if (file === undefined) {
    if (verb === 'keygen' && given.out !== undefined) return keygen(given.out);
    if (verb === 'show') return withDatabase(given, (database) => show(database, given.json));
    if (verb === 'schema') return Promise.resolve(ok(JSON.stringify(siteConfigJsonSchema(), null, 2)));
    if (verb === 'history') return withDatabase(given, (database) => history(database, given.json));
    return undefined;
  }
  const { key, out } = given;
  if (verb === 'sign' && key !== undefined && out !== undefined) return signTo(file, key, out);
  if (verb === 'push') return push(given, file);
  return verb === 'trust' ? trust(given, file) : undefined;
}

async function keygen(dir: string): Promise<Said> {
  const path = join(dir, KEY_FILE);
  const { pem, publicKey } = newSigningKey();
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    // A key that is there is never written over: it may be the only one.
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, pem);
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    return fail(wordsOf(error, path));
  }
  return ok(
    `The private key is in ${path}: keep it secret, and not on the relay's machine.\nPublic key: ${publicKey}`,
  );
}

async function signTo(file: string, keyFile: string, out: string): Promise<Said> {
  const signed = signFile(file, keyFile);
  if (!signed.ok) return signed;
  try {
    writeFileSync(out, `${JSON.stringify(signed.value, null, 2)}\n`);
  } catch (error) {
    return fail(wordsOf(error, out));
  }
  return ok(`Signed ${file} as ${out}, with the key ${signed.value.key}.`);
}

function signFile(file: string, keyFile: string): Result<SignedConfig, string> {
  const source = readText(file);
  if (!source.ok) return source;
  const read = readConfigSource(source.value);
  if (!read.ok) return fail(read.faults.map((fault) => faultLine(file, fault)).join('\n'));
  const pem = readText(keyFile);
  if (!pem.ok) return pem;
  const key = readSigningKey(pem.value);
  if (!key.ok) return fail(`${keyFile}: this is no private key of config keygen.`);
  const signed = signConfig(read.config, key.value);
  return signed.ok
    ? signed
    : fail(`${file}: with its signature the config is too long. A smaller logo helps.`);
}

async function push(given: ConfigArguments, file: string): Promise<Said> {
  const signed = given.key === undefined ? readSignedFile(file) : signFile(file, given.key);
  if (!signed.ok) return signed;
  return withDatabase(given, async ({ db }) => {
    const secrets = openSecrets(given.data);
    const pushed = await pushConfig({ db, secrets, now: Date.now() }, signed.value);
    if (!pushed.ok) return fail(`${file}: ${REFUSALS[pushed.code]}`);
    const { config, isRepeat, isFirst } = pushed.value;
    const what = `version ${config.version} for ${config.site} of ${config.org}`;
    if (isRepeat) return ok(`This is already here: ${what}.`);
    const trusts = isFirst ? `From now on this relay trusts the key ${signed.value.key}.\n` : '';
    return ok(`${trusts}Pushed ${what}. A running relay applies it within a second.`);
  });
}

function readSignedFile(file: string): Result<SignedConfig, string> {
  const text = readText(file);
  if (!text.ok) return text;
  const signed = readSigned(text.value);
  return signed.ok
    ? signed
    : fail(`${file}: this is no signed config. Sign it first, or give --key KEYFILE.`);
}

async function trust(given: ConfigArguments, key: string): Promise<Said> {
  if (!siteKeySchema.safeParse(key).success) return fail('A public key is 64 hexadecimal digits.');
  return withDatabase(given, async ({ db }) => {
    await trustKey({ db, secrets: openSecrets(given.data), now: Date.now() }, key);
    return ok(`This relay now takes only configs signed by ${key}.`);
  });
}

async function show({ db }: Database, json: boolean): Promise<Said> {
  const last = await lastConfig(db);
  if (last === undefined) return ok(json ? 'null' : 'No config was pushed: the built-in one holds.');
  const opened = last.signed === undefined ? fail('forged') : openSigned(last.signed);
  if (!opened.ok)
    return fail(`The stored config is damaged (${opened.code}): push it again with a higher version.`);
  const { value: config } = opened;
  const time = timeOf(config, Date.now());
  const { version, hash, key } = last;
  const pushedAt = new Date(last.pushedAt).toISOString();
  const trusted = (await trustedKey(db)) ?? null;
  if (json) return ok(JSON.stringify({ version, hash, key, trusted, pushedAt, time, config }));
  const head = [`version ${version}, pushed ${pushedAt}, ${time}`, `hash ${hash}`, `signed by ${key}`];
  if (trusted !== key) head.push(`from now on only ${trusted ?? 'nobody'} may sign`);
  return ok([...head.map((line) => `# ${line}`), stringify(config).trimEnd()].join('\n'));
}

async function history({ db }: Database, json: boolean): Promise<Said> {
  const rows = (await configHistory(db)).map(({ version, hash, key, pushedAt }) => {
    return { version, pushedAt: new Date(pushedAt).toISOString(), hash, key };
  });
  if (json) return ok(JSON.stringify(rows));
  const lines = rows.map(({ version, pushedAt, hash, key }) =>
    [version, pushedAt, hash, key.slice(0, SHORT_KEY)].join('\t'),
  );
  return ok(lines.length === 0 ? 'No config was pushed.' : lines.join('\n'));
}

async function withDatabase(
  { data }: ConfigArguments,
  work: (database: Database) => Promise<Said>,
): Promise<Said> {
  const database = await openDatabase(data);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function readText(file: string): Result<string, string> {
  try {
    // Signed it is a little longer, with its text as JSON in JSON.
    if (statSync(file).size > 2 * MAX_CONFIG_SOURCE_BYTES) return fail(`${file}: this file is too long.`);
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail(wordsOf(error, file));
  }
}

function wordsOf(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `${path}: there is no such file or folder.`;
  if (code === 'EEXIST') return `${path}: this is there already, and is left as it is.`;
  if (code === 'EACCES') return `${path}: access is denied.`;
  return `${path}: ${error instanceof Error ? error.message : 'cannot be used'}`;
}
