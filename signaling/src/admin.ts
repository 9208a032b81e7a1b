/** `node signaling/src/admin.ts`: accounts, audit and the site's config, on the relay's own machine. Speaks to a terminal. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { type AddCode, addUser, disableUser, listUsers } from './accounts/users.ts';
import { auditRows, verifyAudit } from './audit/verify.ts';
import { CONFIG_USAGE, runConfigCommand } from './config/config-command.ts';
import { RECEIPT_USAGE, verifyReceiptCommand } from './receipt/receipt-command.ts';
import { openSecrets } from './secrets.ts';
import { type Database, openDatabase } from './storage/database.ts';

const USAGE = `usage:
  user add --email E --role csr|admin [--name N] --password-stdin
  user list [--json]
  user disable --email E
  audit export [--json]
  audit verify
${CONFIG_USAGE}
${RECEIPT_USAGE} [--data DIR: also against that relay's audit]
all others with [--data DIR]`;

const ADD_REFUSALS: Record<AddCode, string> = {
  'bad-email': 'This is not an e-mail address.',
  'bad-name': 'This name cannot be shown: use 1 to 80 printable characters.',
  'bad-password': 'The password must have 10 to 128 characters.',
  'already-there': 'There is an account with this e-mail address already.',
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    email: { type: 'string' },
    role: { type: 'string' },
    name: { type: 'string' },
    'password-stdin': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    key: { type: 'string' },
    out: { type: 'string' },
  },
});

const dataDir = values.data ?? '.data/relay';

process.exitCode = await run();

function run(): Promise<number> {
  if (positionals[0] === 'config') return config(positionals.slice(1));
  if (positionals[0] === 'receipt') return receipt(positionals.slice(1));
  switch (positionals.join(' ')) {
    case 'user add':
      return add();
    case 'user list':
      return list();
    case 'user disable':
      return disable();
    case 'audit export':
      return withDatabase(exportAudit);
    case 'audit verify':
      return withDatabase(verify);
    default:
      return Promise.resolve(complain(USAGE));
  }
}

function complain(message: string): number {
  console.error(message);
  return 1;
}

async function config(words: readonly string[]): Promise<number> {
  const said = await runConfigCommand({ ...values, data: dataDir, words });
  if (said === undefined) return complain(USAGE);
  if (!said.ok) return complain(said.code);
  console.log(said.value);
  return 0;
}

/** Needs no relay: the audit is asked only where somebody says which. */
async function receipt([verb, file, ...more]: readonly string[]): Promise<number> {
  if (verb !== 'verify' || file === undefined || more.length > 0) {
    complain(USAGE);
    return 2;
  }
  // Opening it would make one.
  if (values.data !== undefined && !existsSync(path.join(values.data, 'relay.db'))) {
    complain(`There is no relay's data in ${values.data}.`);
    return 2;
  }
  const { exitCode, text: said } =
    values.data === undefined
      ? await verifyReceiptCommand(file, null)
      : await withDatabase((database) => verifyReceiptCommand(file, database));
  if (exitCode === 0) console.log(said);
  else console.error(said);
  return exitCode;
}

async function add(): Promise<number> {
  const { email, role, name } = values;
  if (email === undefined || (role !== 'csr' && role !== 'admin')) return complain(USAGE);
  // Never as an argument: those are in the list of processes and in the shell's history.
  if (!values['password-stdin'])
    return complain('Give the password on standard input, with --password-stdin.');
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  const user = { dataDir, email, role, password } as const;
  const done = await addUser(name === undefined ? user : { ...user, name });
  if (!done.ok) return complain(ADD_REFUSALS[done.code]);
  console.log(`Added ${email} as ${role}.`);
  return 0;
}

async function list(): Promise<number> {
  const users = await listUsers(dataDir);
  if (values.json) console.log(JSON.stringify(users));
  else
    for (const user of users)
      console.log([user.email, user.role, user.disabled ? 'disabled' : 'active', user.name].join('\t'));
  return 0;
}

async function disable(): Promise<number> {
  const { email } = values;
  if (email === undefined) return complain(USAGE);
  const done = await disableUser(dataDir, email);
  if (!done.ok) return complain('There is no account with this e-mail address.');
  console.log(`Disabled ${email}. A running relay closes its sockets within a second.`);
  return 0;
}

async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(dataDir);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function exportAudit({ db }: Database): Promise<number> {
  for await (const row of auditRows(db)) {
    const line = { ...row, at: new Date(row.at).toISOString(), detail: JSON.parse(row.detail) as unknown };
    const { n, at, kind, session_id, actor } = line;
    console.log(
      values.json
        ? JSON.stringify(line)
        : [n, at, kind, session_id ?? '-', actor ?? '-', row.detail].join('\t'),
    );
  }
  return 0;
}

async function verify({ db }: Database): Promise<number> {
  const verdict = await verifyAudit(db, openSecrets(dataDir));
  if (verdict.ok) {
    console.log(`The audit is whole: ${verdict.rows} rows.`);
    return 0;
  }
  return complain(`The audit was tampered with: first bad row ${verdict.row} (${verdict.why}).`);
}
