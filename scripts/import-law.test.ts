// The import law on a small tree: what it must refuse, and by which rule. A rule that silently matches
// nothing would otherwise pass for years.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const PACKAGES = ['protocol', 'session', 'rtc', 'ipc', 'shell', 'host', 'ui', 'e2e'];

const REFUSED = [
  ['packages/protocol/src/x1.ts', '@alongside/session', 'protocol/own'],
  ['packages/protocol/src/x2.ts', 'node:fs', 'protocol/node'],
  ['packages/session/src/x3.ts', 'zod', 'session/npm'],
  ['packages/session/src/x4.test.ts', 'express', 'session/npm-in-tests'],
  ['packages/rtc/src/x5.ts', '@alongside/ui', 'rtc/own'],
  ['packages/rtc/src/x6.ts', 'simple-peer', 'one-simple-peer'],
  ['packages/ipc/src/x7.ts', 'electron', 'ipc/npm'],
  ['packages/host/src/x8.ts', '@alongside/rtc', 'host/own'],
  ['packages/ui/src/x9.ts', 'electron', 'ui/npm'],
  ['packages/ui/src/x10.ts', '@alongside/ipc', 'ui/own'],
  ['packages/shell/src/x11.ts', '@alongside/ipc', 'shell/own'],
  ['packages/host/src/x12.ts', '@alongside/e2e', 'no-e2e'],
  ['packages/e2e/src/x13.ts', '@nut-tree-fork/nut-js', 'one-input-library'],
  ['packages/session/src/x14.ts', '../../protocol/src/index.ts', 'entry-points-only'],
  ['packages/host/src/x15.ts', '../../../apps/helper/src/main/main.ts', 'no-app'],
  ['apps/console/src/main/x16.ts', '@alongside/host', 'console-main/own'],
  ['apps/console/src/main/x17.ts', '../renderer/page.ts', 'console-main/own'],
  ['apps/console/src/main/x18.ts', '../../../helper/src/main/main.ts', 'no-other-app'],
  ['apps/console/src/preload/x19.ts', '@alongside/protocol', 'preload/own'],
  ['apps/console/src/preload/x20.ts', 'electron', 'preload/npm'],
  ['apps/console/src/renderer/x21.ts', 'electron', 'renderer/npm'],
  ['apps/console/src/renderer/x22.ts', 'node:fs', 'renderer/node'],
  ['apps/helper/src/renderer/x23.ts', '@alongside/host', 'renderer/own'],
  ['apps/console/src/renderer/x24.ts', '../main/main.ts', 'renderer/own'],
  ['apps/console/src/contract.ts', 'electron', 'app-shared/npm'],
  ['signaling/src/x25.ts', 'node:child_process', 'relay-starts-no-process'],
  ['signaling/src/x26.ts', '@alongside/session', 'signaling/own'],
  ['scripts/x27.ts', '@alongside/protocol', 'tooling/own'],
] as const;

const ALLOWED = [
  ['packages/protocol/src/x28.ts', 'zod'],
  ['packages/session/src/x29.test.ts', 'fast-check'],
  ['packages/rtc/src/simple-peer.ts', 'simple-peer'],
  ['packages/ipc/src/electron-main.ts', 'electron'],
  ['packages/ipc/src/loopback-server.ts', 'ws'],
  ['apps/helper/src/main/x30.ts', '@alongside/host'],
  ['apps/console/src/renderer/x31.ts', '@alongside/rtc'],
  ['apps/console/src/preload/x32.ts', '@alongside/ipc'],
  ['signaling/src/x33.ts', '@alongside/protocol'],
  ['packages/e2e/src/x34.ts', '@alongside/host'],
] as const;

const TYPES_ONLY = 'apps/console/src/renderer/types-only.ts';

let tree = '';
let broken = new Map<string, string[]>();

beforeAll(async () => {
  tree = await mkdtemp(path.join(tmpdir(), 'import-law-'));
  await makePackages();
  const all = [...REFUSED, ...ALLOWED];
  await Promise.all(all.map(([file, specifier]) => put(file, `export * as x from '${specifier}';\n`)));
  await put(TYPES_ONLY, "import type { App } from 'electron';\nexport type A = App;\n");
  broken = await applyLaw();
});

afterAll(async () => {
  await rm(tree, { recursive: true, force: true });
});

test.each(REFUSED)('%s may not import %s', (file, _specifier, rule) => {
  expect(broken.get(file)).toContain(rule);
});

test('an import of types alone is an import', () => {
  expect(broken.get(TYPES_ONLY)).toContain('renderer/npm');
});

test.each(ALLOWED)('%s may import %s', (file) => {
  expect(broken.get(file)).toBeUndefined();
});

async function put(file: string, text: string): Promise<void> {
  const full = path.join(tree, file);
  await mkdir(path.dirname(full), { recursive: true });
  await writeFile(full, text);
}

async function makePackages(): Promise<void> {
  await mkdir(path.join(tree, 'node_modules/@alongside'), { recursive: true });
  for (const name of PACKAGES) {
    await put(`packages/${name}/src/index.ts`, 'export const a = 1;\n');
    const manifest = { name: `@alongside/${name}`, exports: { '.': './src/index.ts' } };
    await put(`packages/${name}/package.json`, JSON.stringify(manifest));
    await symlink(path.join(tree, 'packages', name), path.join(tree, 'node_modules/@alongside', name));
  }
  await put('apps/console/src/main/main.ts', 'export const a = 1;\n');
  await put('apps/helper/src/main/main.ts', 'export const a = 1;\n');
  await put('apps/console/src/renderer/page.ts', 'export const a = 1;\n');
}

/** The rules that each file of the tree breaks. */
async function applyLaw(): Promise<Map<string, string[]>> {
  const config = path.join(root, '.dependency-cruiser.mjs');
  const cli = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [cli, 'packages', 'apps', 'signaling', 'scripts', '--config', config, '-T', 'json'];
  const json = await new Promise<string>((resolve, reject) => {
    // Violations are what is wanted here, so its exit code says nothing; no report at all does.
    execFile(process.execPath, args, { cwd: tree, maxBuffer: 2 ** 24 }, (_error, stdout, stderr) =>
      stdout === '' ? reject(new Error(stderr)) : resolve(stdout),
    );
  });
  const report = JSON.parse(json) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  const found = new Map<string, string[]>();
  for (const { from, rule } of report.summary.violations) {
    found.set(from, [...(found.get(from) ?? []), rule.name]);
  }
  return found;
}
