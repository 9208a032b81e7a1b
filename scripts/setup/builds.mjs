// The bundles of both apps, made again only when a source has changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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
 * The state of all files below some places, as one short text: equal only while no file was changed, added or
 * deleted. Folders don't count, since the bundlers put passing files beside their configuration.
 * @param {readonly string[]} places files or folders; what is not there is left out
 * @returns {string}
 */
export function fingerprint(places) {
  const hash = createHash('sha256');
  for (const place of places) addTo(hash, place);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} place
 */
function addTo(hash, place) {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat === undefined || /\.(test|e2e)\.tsx?$/.test(place)) return;
  if (!stat.isDirectory()) hash.update(`${place} ${stat.mtimeMs} ${stat.size}\n`);
  else for (const name of readdirSync(place).sort()) addTo(hash, path.join(place, name));
}

/** @param {string} app */
function sourcesOf(app) {
  const packages = readdirSync(path.join(root, 'packages')).filter((name) => name !== 'e2e');
  // The console has the helper's host service in it.
  const apps = app === 'console' ? ['console', 'helper'] : [app];
  const folders = [
    ...apps.map((name) => `apps/${name}/src`),
    'build',
    ...packages.map((name) => `packages/${name}/src`),
  ];
  return [...folders, `apps/${app}/package.json`, 'package-lock.json'].map((name) => path.join(root, name));
}

/** @param {typeof BUILDS[number]} build */
async function provideBuild({ app, title, args }) {
  const stamp = path.join(root, 'apps', app, 'dist', `.built-${title.replace(' ', '-')}`);
  // Taken before the build: what is edited while it runs is built the next time.
  const sources = fingerprint(sourcesOf(app));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  const env = { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' };
  await step(`Building the ${title}`, () => run(pinnedNode() ?? process.execPath, args, { cwd: root, env }));
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, sources);
}

/** @param {boolean} webOnly leave out the Electron apps */
export async function provideBuilds(webOnly) {
  for (const build of BUILDS) {
    if (!webOnly || build.args[0] === VITE[0]) await provideBuild(build);
  }
}
