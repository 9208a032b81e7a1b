// What the import law must refuse, and by which rule. A rule that silently matches nothing would otherwise
// pass for years.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { applyLaw, brokenRules, importsOf } from './apply.ts';

test.each([
  ['packages/protocol/src/x.ts', '@alongside/session', 'protocol/own'],
  ['packages/protocol/src/x.ts', 'node:fs', 'protocol/node'],
  ['packages/protocol/src/x.ts', 'fs', 'protocol/node'],
  ['packages/session/src/x.ts', 'zod', 'session/npm'],
  ['packages/session/src/x.ts', 'vitest', 'session/npm'],
  ['packages/session/src/x.test.ts', 'express', 'session/npm'],
  ['packages/rtc/src/x.ts', '@alongside/ui', 'rtc/own'],
  ['packages/rtc/src/x.ts', 'simple-peer/simplepeer.min.js', 'one-simple-peer'],
  ['packages/ipc/src/x.ts', 'electron', 'ipc/npm'],
  ['packages/ipc/src/in-page.ts', './electron-main.ts', 'ipc/own'],
  ['packages/host/src/x.ts', '@alongside/rtc', 'host/own'],
  ['packages/ui/src/x.tsx', 'electron', 'ui/npm'],
  ['packages/ui/src/x.tsx', '@alongside/ipc', 'ui/own'],
  ['packages/shell/src/x.ts', '@alongside/ipc', 'shell/own'],
  ['packages/host/src/x.ts', '@alongside/e2e', 'no-e2e'],
  ['apps/helper/src/main/x.ts', '@nut-tree-fork/nut-js', 'one-input-library'],
  ['packages/session/src/x.ts', '../../protocol/src/index.ts', 'entry-points-only'],
  ['packages/host/src/x.ts', '../../../apps/helper/src/main/main.ts', 'no-app'],
  ['packages/host/src/x.ts', '@alongside/helper', 'no-app'],
  ['apps/console/src/main/x.ts', '@alongside/host', 'console-main/own'],
  ['apps/console/src/main/x.ts', '../renderer/page.ts', 'console-main/own'],
  ['apps/console/src/main/x.ts', '../../../helper/src/main/main.ts', 'no-other-app'],
  ['apps/console/src/main/x.ts', '@alongside/helper/main/run-helper.ts', 'no-other-app'],
  ['apps/console/src/main/x.ts', '@alongside/helper/core/helper-core.ts', 'no-other-app'],
  ['apps/console/src/renderer/x.ts', '@alongside/helper/main/own-host.ts', 'console-renderer/own'],
  ['apps/helper/src/main/x.ts', '@alongside/console/main/main.ts', 'no-other-app'],
  ['apps/console/src/preload/x.ts', '@alongside/protocol', 'console-preload/own'],
  ['apps/console/src/preload/x.ts', 'electron', 'console-preload/npm'],
  ['apps/console/src/renderer/x.ts', 'electron', 'console-renderer/npm'],
  ['apps/console/src/renderer/x.ts', 'node:fs', 'console-renderer/node'],
  ['apps/console/src/renderer/x.ts', '@alongside/ipc/electron-main', 'console-renderer/own'],
  ['apps/helper/src/renderer/x.ts', '@alongside/host', 'helper-renderer/own'],
  ['apps/console/src/renderer/x.ts', '../main/main.ts', 'console-renderer/own'],
  ['apps/console/src/contract.ts', 'electron', 'console-shared/npm'],
  ['signaling/src/x.ts', 'node:child_process', 'relay-starts-no-process'],
  ['signaling/src/x.ts', 'child_process', 'relay-starts-no-process'],
  ['signaling/src/x.ts', '@alongside/session', 'signaling/own'],
  ['scripts/x.ts', '@alongside/protocol', 'tooling/own'],
])('%s may not import %s', (file, specifier, rule) => {
  expect(brokenRules(file, specifier)).toContain(rule);
});

test.each([
  ['packages/protocol/src/x.ts', 'zod'],
  ['packages/protocol/src/x.ts', './y.ts'],
  ['packages/session/src/x.test.ts', 'fast-check'],
  ['packages/rtc/src/simple-peer.ts', 'simple-peer/simplepeer.min.js'],
  ['packages/ipc/src/electron-main.ts', 'electron'],
  ['packages/ipc/src/loopback-server.ts', 'ws'],
  ['packages/ui/src/x.tsx', '@mantine/core/styles.css'],
  ['apps/helper/src/main/x.ts', '@alongside/host'],
  ['apps/console/src/main/x.ts', '@alongside/helper/main/own-host.ts'],
  ['apps/console/src/renderer/x.ts', '@alongside/helper/renderer/session/link-report.ts'],
  ['apps/helper/src/main/x.ts', '../contract/session.ts'],
  ['apps/console/src/renderer/x.ts', '@alongside/rtc'],
  ['apps/console/src/renderer/x.ts', '@alongside/ipc/loopback-client'],
  ['apps/console/src/preload/x.ts', '@alongside/ipc/electron-preload'],
  ['signaling/src/x.ts', '@alongside/protocol'],
  ['signaling/src/x.test.ts', 'node:child_process'],
  ['packages/e2e/src/x.ts', '../../../scripts/runtime.mjs'],
  ['build/x.ts', '../scripts/runtime.mjs'],
])('%s may import %s', (file, specifier) => {
  expect(brokenRules(file, specifier)).toEqual([]);
});

test('every way to import is seen', async () => {
  const source = `
    import a from 'value';
    import type { B } from 'types';
    import 'effect';
    export * from 'all';
    export { c } from 'some';
    const d = await import('later');
    type E = import('inline').E;
    const f = require('old');
    const g = createRequire(import.meta.url)('made');
    await using h = a();
    // import('comment')
    ObjC.import('method');
  `;
  const seen = await importsOf('x.ts', source);
  const names = ['all', 'effect', 'inline', 'later', 'made', 'old', 'some', 'types', 'value'];
  expect([...seen].sort()).toEqual(names);
});

/** The violations in a tree of these files. */
async function lawOver(sources: Readonly<Record<string, string>>) {
  const tree = await mkdtemp(path.join(tmpdir(), 'import-law-'));
  for (const [file, source] of Object.entries(sources)) {
    await mkdir(path.join(tree, path.dirname(file)), { recursive: true });
    await writeFile(path.join(tree, file), source);
  }
  const found = await applyLaw(tree);
  await rm(tree, { recursive: true });
  return found;
}

test('a tree is gone through, and what is built or installed is left out', async () => {
  const bad = "import type { App } from 'electron';\nexport type A = App;\n";
  const { files, violations } = await lawOver({
    'packages/ui/package.json': '{ "devDependencies": { "electron": "45.4.1" } }',
    'packages/ui/src/bad.ts': bad,
    'packages/ui/dist/bad.ts': bad,
    'packages/ui/node_modules/x/bad.ts': bad,
  });
  expect(files).toBe(1);
  expect(violations).toEqual([{ file: 'packages/ui/src/bad.ts', specifier: 'electron', rule: 'ui/npm' }]);
});

test('a workspace may import only what its own package.json declares', async () => {
  const { violations } = await lawOver({
    'package.json': '{ "devDependencies": { "react": "19.3.1" } }',
    'packages/ui/package.json': '{ "name": "@alongside/ui", "dependencies": { "@mantine/core": "9.7.4" } }',
    'packages/ui/src/a.ts': "import '@mantine/core/styles.css';\nimport './b.ts';\nimport 'react';\n",
    'packages/ui/src/b.ts': "import type { Result } from '@alongside/protocol';\nexport type R = Result;\n",
    'packages/ui/src/a.test.ts': "import 'vitest';\nimport 'node:fs';\nimport '@alongside/ui';\n",
    'packages/ipc/src/bare.ts': "import 'zod';\n",
  });
  expect(violations).toEqual([
    { file: 'packages/ipc/src/bare.ts', specifier: 'zod', rule: 'undeclared' },
    { file: 'packages/ui/src/a.ts', specifier: 'react', rule: 'undeclared' },
    { file: 'packages/ui/src/b.ts', specifier: '@alongside/protocol', rule: 'undeclared' },
  ]);
});
