// The import law: which folder may import what. Each row states what is allowed and everything else is
// refused, so that a new folder or a new package is thought about before it is used.
// `npm run import-law` applies it; scripts/import-law.test.ts shows that it bites.

const OURS = '^(packages|apps|signaling|scripts|build)/';
const TESTS = '\\.(test|e2e)\\.tsx?$';
const TEST_TOOLS = ['vitest', 'fast-check'];
const REACT = ['react', 'react-dom', '@types/react', '@types/react-dom'];
const LOOKS = [...REACT, '@mantine/[^/]+', '@tabler/[^/]+', 'i18next', 'react-i18next'];
const IN_PAGE_IPC = 'ipc/src/(?!electron-|loopback-server)';

/** An installed package as its resolved file, or as its bare name where it is not installed. */
const npm = (names) => `(^|/)node_modules/(${names.join('|')})(/|$)|^(${names.join('|')})(/|$)`;
const packages = (...names) => names.map((name) => `^packages/${name}`);

/** `own` is what of ours a folder may import, `npm` what of others'; `node` says whether it runs in Node. */
const TABLE = [
  { name: 'protocol', from: '^packages/protocol/', own: packages('protocol/'), npm: ['zod'] },
  { name: 'session', from: '^packages/session/', own: packages('session/', 'protocol/') },
  {
    name: 'rtc',
    from: '^packages/rtc/',
    own: packages('rtc/', 'protocol/'),
    npm: ['simple-peer', '@types/simple-peer'],
  },
  {
    name: 'ipc-electron',
    from: '^packages/ipc/src/electron-',
    own: packages('ipc/', 'protocol/'),
    npm: ['electron', 'zod'],
    node: true,
  },
  {
    name: 'ipc-loopback-server',
    from: '^packages/ipc/src/loopback-server',
    own: packages('ipc/', 'protocol/'),
    npm: ['ws', '@types/ws', 'zod'],
    node: true,
  },
  {
    name: 'ipc',
    from: '^packages/ipc/src/(?!electron-|loopback-server)',
    own: packages(IN_PAGE_IPC, 'protocol/'),
    npm: ['zod'],
  },
  {
    name: 'shell',
    from: '^packages/shell/',
    own: packages('shell/', 'protocol/'),
    npm: ['electron'],
    node: true,
  },
  {
    name: 'host',
    from: '^packages/host/',
    own: packages('host/', 'protocol/'),
    npm: ['@nut-tree-fork/[^/]+', 'x11', 'systeminformation'],
    node: true,
  },
  {
    name: 'ui',
    from: '^packages/ui/',
    own: packages('ui/', 'protocol/', 'session/'),
    npm: [...LOOKS, '@fontsource-variable/[^/]+', 'pretendard'],
  },
  {
    name: 'signaling',
    from: '^signaling/',
    own: ['^signaling/', ...packages('protocol/')],
    npm: [
      ...['fastify', '@fastify/[^/]+', 'ws', '@types/ws', 'better-auth', 'kysely', 'pino', 'zod', 'yaml'],
      ...['@prometheus-io/client', 'rate-limiter-flexible', 'nodemailer', 'pg', 'redis', 'ioredis'],
    ],
    node: true,
  },
  {
    name: 'console-main',
    from: '^apps/console/src/main/',
    own: [...packages('protocol/', 'session/', 'ipc/', 'shell/'), '^apps/console/src/(?!renderer/|preload/)'],
    npm: ['electron', 'zod'],
    node: true,
  },
  {
    name: 'helper-main',
    from: '^apps/helper/src/main/',
    own: [
      ...packages('protocol/', 'session/', 'ipc/', 'shell/', 'host/'),
      '^apps/helper/src/(?!renderer/|preload/)',
    ],
    npm: ['electron', 'zod'],
    node: true,
  },
  {
    name: 'preload',
    from: '^apps/([^/]+)/src/preload/',
    own: [...packages('ipc/'), '^apps/$1/src/(?!main/|renderer/)'],
  },
  {
    name: 'renderer',
    from: '^apps/([^/]+)/src/renderer/',
    own: [
      ...packages('protocol/', 'session/', 'rtc/', 'ui/', IN_PAGE_IPC),
      '^apps/$1/src/(?!main/|preload/)',
    ],
    npm: [...LOOKS, 'zod'],
  },
  {
    name: 'app-shared',
    from: '^apps/([^/]+)/src/(?!main/|preload/|renderer/)',
    own: [...packages('protocol/', 'session/', IN_PAGE_IPC), '^apps/$1/src/(?!main/|preload/|renderer/)'],
    npm: ['zod'],
  },
  {
    name: 'tooling',
    from: '^(scripts|build)/',
    own: ['^(scripts|build)/'],
    npm: ['vite', 'electron-vite', 'electron-builder', '@vitejs/[^/]+'],
    node: true,
  },
];

/** A row as rules: what of ours, what of others' in sources and in tests, and whether Node's own modules. */
function rulesOf({ name, from, own, npm: names = [], node = false }) {
  const others = (allowed) => ({ pathNot: [OURS, npm(allowed)], dependencyTypesNot: ['core'] });
  return [
    { name: `${name}/own`, from: { path: from }, to: { path: OURS, pathNot: own } },
    { name: `${name}/npm`, from: { path: from, pathNot: TESTS }, to: others(['-', ...names]) },
    {
      name: `${name}/npm-in-tests`,
      from: { path: `(?=.*${TESTS})${from}` },
      to: others([...TEST_TOOLS, ...names]),
    },
    ...(node
      ? []
      : [
          {
            name: `${name}/node`,
            from: { path: from, pathNot: TESTS },
            to: { dependencyTypes: ['core'] },
          },
        ]),
  ];
}

/** Things that exactly one place may touch, or nobody. */
const ONE_PLACE = [
  {
    name: 'no-app',
    comment: 'An app is a program, not a library; only the tests that span programs may read of it.',
    from: { pathNot: '^(apps|packages/e2e)/' },
    to: { path: '^apps/' },
  },
  { name: 'no-other-app', from: { path: '^apps/([^/]+)/' }, to: { path: '^apps/', pathNot: '^apps/$1/' } },
  { name: 'no-e2e', from: { pathNot: '^packages/e2e/' }, to: { path: '^packages/e2e/' } },
  {
    name: 'relay-starts-no-process',
    comment: 'security.md 1.3: the relay starts no process and no shell.',
    from: { path: '^signaling/', pathNot: TESTS },
    to: { path: '^(node:)?(child_process|cluster)$' },
  },
  {
    name: 'one-simple-peer',
    from: { pathNot: '^packages/rtc/src/simple-peer[^/]*\\.ts$' },
    to: { path: npm(['simple-peer']) },
  },
  {
    name: 'one-input-library',
    from: { pathNot: '^packages/host/' },
    to: { path: npm(['@nut-tree-fork/[^/]+']) },
  },
  {
    name: 'entry-points-only',
    comment: 'A package is imported by its name and through its exports, never by a path into it.',
    from: { path: '^(packages/[^/]+|apps/[^/]+|signaling|scripts|build)/' },
    to: { path: '^(packages|signaling)/', pathNot: '^$1/', dependencyTypes: ['local'] },
  },
];

export default {
  forbidden: [...TABLE.flatMap(rulesOf), ...ONE_PLACE].map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    // TypeScript 7 has no JavaScript API to parse with; swc sees type-only imports too.
    parser: 'swc',
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '(^|/)(dist|out|test-results)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
