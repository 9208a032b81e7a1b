// Applies the import law to sources: finds what a file imports, says where that leads, and which rules it
// breaks. Types count as much as values: a renderer that knows Electron's types is already too close.
import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { parse } from 'vite';
import { createDeclared, packageOf } from './declared.ts';
import { BANS, type Row, TABLE, TEST_TOOLS, TESTS } from './table.ts';

interface Violation {
  readonly file: string;
  readonly specifier: string;
  readonly rule: string;
}

const SOURCES = '{packages,apps,signaling,scripts,build}/**/*.{ts,tsx,mjs}';
const IGNORED = /(^|\/)(node_modules|dist|out)(\/|$)/;
/** Whether it is worth to look for `import('x')`, as an expression or a type, and for `require('x')` in its forms. */
const MAY_CALL = /\b(import|require|createRequire)\s*\(/;
const WORKSPACE = /^@alongside\/([^/]+)(?:\/(.+))?$/;

/** Every specifier that a source names, each once. */
export async function importsOf(file: string, source: string): Promise<readonly string[]> {
  const { module, program } = await parse(file, source);
  const imports = module.staticImports.map((each) => each.moduleRequest.value);
  const exports = module.staticExports.flatMap((each) =>
    each.entries.map((entry) => entry.moduleRequest?.value),
  );
  const calls = MAY_CALL.test(source) ? calledFor(program) : [];
  return [...new Set([...imports, ...exports, ...calls])].filter((each) => each !== undefined);
}

/** The specifiers of calls and inline types, anywhere below a node of the syntax tree. */
function calledFor(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.values(node).flatMap(calledFor);
  if (!('type' in node)) return below;
  if (node.type === 'ImportExpression' || node.type === 'TSImportType') {
    return [...('source' in node ? literal(node.source) : []), ...below];
  }
  const isCall =
    node.type === 'CallExpression' && 'callee' in node && 'arguments' in node && isRequire(node.callee);
  return isCall && Array.isArray(node.arguments) ? [...literal(node.arguments[0]), ...below] : below;
}

function literal(node: unknown): string[] {
  const isText =
    typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'string';
  return isText ? [String(node.value)] : [];
}

/** `require` itself, or the one that `createRequire(…)` has made on the spot. */
function isRequire(callee: unknown): boolean {
  if (typeof callee !== 'object' || callee === null) return false;
  return (
    isNamedNode(callee, 'require') || ('callee' in callee && isNamedNode(callee.callee, 'createRequire'))
  );
}

function isNamedNode(node: unknown, name: string): boolean {
  return typeof node === 'object' && node !== null && 'name' in node && node.name === name;
}

/** Where a specifier leads: a path of ours, "node:NAME" or "npm:PACKAGE". */
function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.'))
    return path.posix.join(path.posix.dirname(file), specifier.split('?')[0] ?? '');
  const [, workspace, entry = 'index.ts'] = WORKSPACE.exec(specifier) ?? [];
  if (workspace !== undefined) return `${folderOf(workspace)}/src/${entry}`;
  if (specifier.startsWith('node:')) return specifier;
  const name = packageOf(specifier);
  return builtinModules.includes(name) ? `node:${specifier}` : `npm:${name}`;
}

function folderOf(workspace: string): string {
  if (workspace === 'signaling') return workspace;
  return `${workspace === 'console' || workspace === 'helper' ? 'apps' : 'packages'}/${workspace}`;
}

/** The names of the rules that one import breaks. */
export function brokenRules(file: string, specifier: string): readonly string[] {
  const target = targetOf(file, specifier);
  const rows = TABLE.filter((row) => row.from.test(file));
  const bans = BANS.filter((ban) => ban.from.test(file) && ban.to.test(target));
  const leaves =
    specifier.startsWith('.') && unitOf(file) !== unitOf(target) && !file.startsWith('packages/e2e/');
  return [
    ...rows.flatMap((row) => brokenRow(row, file, target)),
    ...bans.map((ban) => ban.name),
    ...(leaves ? ['entry-points-only'] : []),
  ];
}

/** The workspace that a path is in; scripts and build are one. */
function unitOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  if (top === 'packages' || top === 'apps') return `${top}/${second}`;
  return top === 'scripts' || top === 'build' ? 'tooling' : top;
}

function brokenRow(row: Row, file: string, target: string): readonly string[] {
  const isTest = TESTS.test(file);
  if (target.startsWith('node:')) return row.node === true || isTest ? [] : [`${row.name}/node`];
  if (target.startsWith('npm:')) {
    const allowed = [...(row.npm ?? []), ...(isTest ? TEST_TOOLS : [])];
    return allowed.some((name) => isNamed(name, target.slice('npm:'.length))) ? [] : [`${row.name}/npm`];
  }
  return row.own.some((place) => place.test(target)) ? [] : [`${row.name}/own`];
}

function isNamed(allowed: string, name: string): boolean {
  return allowed.endsWith('/*') ? name.startsWith(allowed.slice(0, -1)) : name === allowed;
}

/** The law over a whole tree. */
export async function applyLaw(root: string): Promise<{ files: number; violations: readonly Violation[] }> {
  const files = globSync(SOURCES, { cwd: root, exclude: (name) => IGNORED.test(name) });
  const isDeclared = createDeclared(root);
  const violations: Violation[] = [];
  for (const file of files.sort()) {
    const specifiers = await importsOf(file, readFileSync(path.join(root, file), 'utf8'));
    for (const specifier of specifiers) {
      const rules = [...brokenRules(file, specifier), ...(isDeclared(file, specifier) ? [] : ['undeclared'])];
      violations.push(...rules.map((rule) => ({ file, specifier, rule })));
    }
  }
  return { files: files.length, violations };
}
