// The bundles of both apps, made again only when a source is newer.
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pinnedNode, root } from '../runtime.mjs';
import { run, step } from './step.mjs';

const ELECTRON_VITE = ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--config'];
const VITE = ['node_modules/vite/bin/vite.js', 'build', '--config'];

const BUILDS = [
  { app: 'console', title: 'console', args: [...ELECTRON_VITE, 'build/electron-vite.console.ts'] },
  { app: 'console', title: 'web console', args: [...VITE, 'build/vite.console-web.ts'] },
  { app: 'helper', title: 'helper', args: [...ELECTRON_VITE, 'build/electron-vite.helper.ts'] },
  { app: 'helper', title: 'join page', args: [...VITE, 'build/vite.join-web.ts'] },
];

/**
 * When anything below a path last changed. Folders count too: deleting a file changes only its folder.
 * @param {string} place
 * @returns {number} milliseconds since 1970
 */
export function newestChangeMs(place) {
  const stat = statSync(place);
  if (!stat.isDirectory()) return /\.(test|e2e)\.tsx?$/.test(place) ? 0 : stat.mtimeMs;
  const below = readdirSync(place).map((name) => newestChangeMs(path.join(place, name)));
  return Math.max(stat.mtimeMs, ...below);
}

/** @param {string} app */
function sourcesOf(app) {
  const packages = readdirSync(path.join(root, 'packages')).filter((name) => name !== 'e2e');
  const folders = [`apps/${app}/src`, 'build', ...packages.map((name) => `packages/${name}/src`)];
  return [...folders, `apps/${app}/package.json`, 'package-lock.json'].map((name) => path.join(root, name));
}

/**
 * Whether a build's stamp is at least as new as all its sources.
 * @param {string} stamp
 * @param {readonly string[]} sources
 */
export function isFresh(stamp, sources) {
  if (!existsSync(stamp)) return false;
  const builtMs = statSync(stamp).mtimeMs;
  return sources.filter((place) => existsSync(place)).every((place) => newestChangeMs(place) <= builtMs);
}

/** @param {typeof BUILDS[number]} build */
async function provideBuild({ app, title, args }) {
  const stamp = path.join(root, 'apps', app, 'dist', `.built-${title.replace(' ', '-')}`);
  if (isFresh(stamp, sourcesOf(app))) return;
  const startedAt = new Date();
  const env = { ...process.env, NODE_ENV: 'production' };
  await step(`Building the ${title}`, () => run(pinnedNode() ?? process.execPath, args, { cwd: root, env }));
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
  // As old as the build's start: what is edited while it runs is built the next time.
  utimesSync(stamp, startedAt, startedAt);
}

/** @param {boolean} webOnly leave out the Electron apps */
export async function provideBuilds(webOnly) {
  for (const build of BUILDS) {
    if (!webOnly || build.args[0] === VITE[0]) await provideBuild(build);
  }
}
