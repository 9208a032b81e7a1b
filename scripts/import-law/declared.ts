// Whether a file's workspace declares the packages that it imports. npm puts everything into one folder, so an
// undeclared import works here and fails wherever a workspace is installed or packed alone. Says nothing about
// whether the import is allowed: that is the table's matter.
import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { TEST_TOOLS, TESTS } from './table.ts';

type IsDeclared = (file: string, specifier: string) => boolean;

const WORKSPACE = /^(?:(?:packages|apps)\/[^/]+|signaling)(?=\/)/;

/** The check for the tree below `root`. Scripts and build configuration live on the root's own declarations. */
export function createDeclared(root: string): IsDeclared {
  const seen = new Map<string, ReadonlySet<string>>();
  return (file, specifier) => {
    if (specifier.startsWith('.') || isBuiltin(specifier)) return true;
    const name = packageOf(specifier);
    // The tools of every test are the root's, once.
    if (TESTS.test(file) && TEST_TOOLS.includes(name)) return true;
    const workspace = WORKSPACE.exec(file)?.[0] ?? '';
    const known = seen.get(workspace) ?? namesIn(path.join(root, workspace, 'package.json'));
    seen.set(workspace, known);
    return known.has(name);
  };
}

/** The package that a specifier leads to, without the path inside of it. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** What a manifest declares, its own name among it. No manifest declares nothing. */
function namesIn(file: string): ReadonlySet<string> {
  if (!existsSync(file)) return new Set();
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly name?: string;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
  };
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  return new Set(manifest.name === undefined ? declared : [...declared, manifest.name]);
}
