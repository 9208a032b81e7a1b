/** Bundles the fixture apps into a folder of their own, as the apps are: main and preload for Electron, pages for Chromium. */
import { cp, link, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, type InlineConfig } from 'vite';

const sources = path.join(import.meta.dirname, 'fixture');

export type BuiltFixture = AsyncDisposable & {
  readonly dir: string;
  readonly pagesDir: string;
  readonly main: (name: 'open-window' | 'open-frames') => string;
};

export async function buildFixture(): Promise<BuiltFixture> {
  const dir = await mkdtemp(path.join(tmpdir(), 'alongside-fixture-'));
  for (const name of ['open-window', 'open-frames', 'preload']) await build(nodeBundle(name, dir));
  await build({
    ...quiet,
    root: sources,
    base: './',
    build: {
      outDir: path.join(dir, 'pages'),
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: path.join(sources, 'page.html') },
    },
  });
  return {
    dir,
    pagesDir: path.join(dir, 'pages'),
    main: (name) => path.join(dir, `${name}.cjs`),
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }),
  };
}

/**
 * Puts a fixture app where Electron itself finds it, as in a package, so that it is loaded before the app is ready.
 * Returns the program to start. The runtime's files are linked where the disk allows it, else copied.
 */
export async function packFixture(fixture: BuiltFixture, electron: string): Promise<string> {
  const runtime = path.dirname(electron);
  const packed = path.join(fixture.dir, 'packed');
  const appDir = path.join(packed, 'resources', 'app');
  await mkdir(appDir, { recursive: true });
  for (const name of await readdir(runtime)) {
    if (name === 'resources') continue;
    const [from, to] = [path.join(runtime, name), path.join(packed, name)];
    await link(from, to).catch(() => cp(from, to, { recursive: true }));
  }
  for (const name of ['open-window.cjs', 'preload.cjs', 'pages']) {
    await cp(path.join(fixture.dir, name), path.join(appDir, name), { recursive: true });
  }
  await writeFile(
    path.join(appDir, 'package.json'),
    JSON.stringify({ name: 'fixture', main: 'open-window.cjs' }),
  );
  return path.join(packed, path.basename(electron));
}

const quiet = { configFile: false, logLevel: 'error' } as const satisfies InlineConfig;

function nodeBundle(name: string, dir: string): InlineConfig {
  return {
    ...quiet,
    root: sources,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: path.join(sources, `${name}.ts`),
      outDir: dir,
      emptyOutDir: false,
      target: 'node20.18',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: `${name}.cjs` } },
    },
  };
}
