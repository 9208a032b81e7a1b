// The import law itself: which folder may import what. Each row states what is allowed and everything else is
// refused, so that a new folder or a new package is thought about before it is used.

export interface Row {
  readonly name: string;
  /** The files that it is about, by their paths from the root. */
  readonly from: RegExp;
  /** What of ours they may import. */
  readonly own: readonly RegExp[];
  /** Which packages of others. A star stands for any name in a scope. */
  readonly npm?: readonly string[];
  /** Whether they run in Node. */
  readonly node?: true;
}

/** Something that exactly one place may touch, or nobody. */
interface Ban {
  readonly name: string;
  readonly from: RegExp;
  readonly to: RegExp;
}

export const TESTS = /\.(test|e2e)\.tsx?$/;
/** `mediabunny` makes the films that tests look at. */
export const TEST_TOOLS = ['vitest', 'fast-check', 'mediabunny'];

const LOOKS = ['react', 'react-dom', '@mantine/*', '@tabler/*', 'i18next', 'react-i18next'];
const PROTOCOL = /^packages\/protocol\//;
const SESSION = /^packages\/session\//;
const RTC = /^packages\/rtc\//;
const IPC = /^packages\/ipc\//;
/** What of ipc a web page can load. */
const IPC_IN_PAGE = /^packages\/ipc\/src\/(?!electron-|loopback-(server|gate))/;
const SHELL = /^packages\/shell\//;
const HOST = /^packages\/host\//;
/** What a console keeps on its own disk; it never gets at the hands. */
const RECORDINGS = /^packages\/host\/src\/recording(?:\/|$)/;
/** Its folders, and files that go and come. */
const FILES = /^packages\/host\/src\/files(?:\/|$)/;
const UI = /^packages\/ui\//;

/**
 * The host service of the helper, which a console uses for one thing: letting customers control what a CSR shows. The
 * same consent works there, so it is the same code; these are its doors, and the only ones.
 */
const HOST_CONTRACT = /^apps\/helper\/src\/contract\//;
const OWN_HOST = /^apps\/helper\/src\/main\/own-host\.ts$/;
const OWN_HOST_PAGES =
  /^apps\/helper\/src\/renderer\/(?:(?:banner|consent)\/entry|session\/link-report)\.tsx?$/;

const PACKAGES: readonly Row[] = [
  { name: 'protocol', from: PROTOCOL, own: [PROTOCOL], npm: ['zod'] },
  { name: 'session', from: SESSION, own: [SESSION, PROTOCOL] },
  { name: 'rtc', from: RTC, own: [RTC, PROTOCOL], npm: ['simple-peer', '@noble/ed25519'] },
  {
    name: 'ipc-electron',
    from: /^packages\/ipc\/src\/electron-/,
    own: [IPC, PROTOCOL],
    npm: ['electron', 'zod'],
    node: true,
  },
  {
    name: 'ipc-loopback-server',
    from: /^packages\/ipc\/src\/loopback-(server|gate)/,
    own: [IPC, PROTOCOL],
    npm: ['ws', 'zod'],
    node: true,
  },
  {
    name: 'ipc',
    from: /^packages\/ipc\/src\/(?!electron-|loopback-(server|gate))/,
    own: [IPC_IN_PAGE, PROTOCOL],
    npm: ['zod'],
  },
  { name: 'shell', from: SHELL, own: [SHELL, PROTOCOL], npm: ['electron'], node: true },
  {
    name: 'host',
    from: HOST,
    own: [HOST, PROTOCOL],
    npm: ['@nut-tree-fork/*', 'x11', 'systeminformation', 'mediabunny'],
    node: true,
  },
  {
    name: 'ui',
    from: UI,
    own: [UI, PROTOCOL, SESSION],
    npm: [...LOOKS, '@fontsource-variable/*', 'pretendard'],
  },
  {
    name: 'signaling',
    from: /^signaling\//,
    own: [/^signaling\//, PROTOCOL],
    npm: [
      'fastify',
      '@fastify/*',
      'ws',
      'better-auth',
      'kysely',
      'pino',
      'zod',
      'yaml',
      '@prometheus-io/client',
      'rate-limiter-flexible',
    ],
    node: true,
  },
  {
    name: 'tooling',
    from: /^(scripts|build)\//,
    own: [/^(scripts|build)\//],
    npm: ['vite', 'electron-vite', '@vitejs/*'],
    node: true,
  },
];

function appRows(app: 'console' | 'helper'): readonly Row[] {
  const at = (rest: string): RegExp => new RegExp(`^apps/${app}/src/${rest}`);
  const machine = app === 'helper' ? [SHELL, HOST] : [SHELL, HOST_CONTRACT, OWN_HOST, RECORDINGS, FILES];
  const host = app === 'helper' ? [] : [HOST_CONTRACT];
  const pages = app === 'helper' ? [] : [HOST_CONTRACT, OWN_HOST_PAGES];
  return [
    {
      name: `${app}-main`,
      from: at('main/'),
      own: [PROTOCOL, SESSION, IPC, ...machine, at('(?!renderer/|preload/)')],
      npm: ['electron', 'zod'],
      node: true,
    },
    { name: `${app}-preload`, from: at('preload/'), own: [IPC, ...host, at('(?!main/|renderer/)')] },
    {
      name: `${app}-renderer`,
      from: at('renderer/'),
      own: [PROTOCOL, SESSION, RTC, UI, IPC_IN_PAGE, ...pages, at('(?!main/|preload/)')],
      npm: [...LOOKS, 'zod', ...(app === 'helper' ? ['@noble/hashes'] : ['mediabunny'])],
    },
    {
      name: `${app}-shared`,
      from: at('(?!main/|preload/|renderer/)'),
      own: [PROTOCOL, SESSION, IPC_IN_PAGE, ...host, at('(?!main/|preload/|renderer/)')],
      npm: ['zod'],
    },
  ];
}

export const TABLE: readonly Row[] = [...PACKAGES, ...appRows('console'), ...appRows('helper')];

export const BANS: readonly Ban[] = [
  // An app is a program, not a library; only the tests that span programs may read of it.
  { name: 'no-app', from: /^(?!apps\/|packages\/e2e\/)/, to: /^apps\// },
  {
    name: 'no-other-app',
    from: /^apps\/console\//,
    to: /^apps\/helper\/(?!src\/(?:contract\/|main\/own-host|renderer\/(?:(?:banner|consent)\/entry|session\/link-report)\.))/,
  },
  { name: 'no-other-app', from: /^apps\/helper\//, to: /^apps\/console\// },
  { name: 'no-e2e', from: /^(?!packages\/e2e\/)/, to: /^packages\/e2e\// },
  // security.md 1.3: the relay starts no process and no shell.
  {
    name: 'relay-starts-no-process',
    from: /^signaling\/(?!.*\.test\.ts$)/,
    to: /^node:(child_process|cluster)$/,
  },
  {
    name: 'one-simple-peer',
    from: /^(?!packages\/rtc\/src\/simple-peer[^/]*\.ts$)/,
    to: /^npm:simple-peer$/,
  },
  { name: 'one-input-library', from: /^(?!packages\/(host|e2e)\/)/, to: /^npm:@nut-tree-fork\// },
];
