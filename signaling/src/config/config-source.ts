/**
 * A site's config as an admin writes it: YAML, or JSON, which is YAML too. Says of everything that is wrong with it where
 * that stands. Plain data only: no anchors, no aliases, no tags.
 */
import { MAX_CONFIG_SOURCE_BYTES, siteConfigSchema, type SiteConfig } from '@alongside/protocol';
import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  visit,
} from 'yaml';
import type { z } from 'zod';

export type ConfigFault = {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** Where in the config, as `phone.numbers.0.number`; empty for the whole. */
  readonly at: string;
  readonly message: string;
};

export type ConfigRead =
  | { readonly ok: true; readonly config: SiteConfig }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] };

const FORBIDDEN_NAMES: ReadonlySet<unknown> = new Set(['__proto__', 'constructor', 'prototype']);
const MAX_FAULTS = 50;
const MAX_DEPTH = 12;
/** How the YAML parser, which descends by calling itself, says that it gave up. */
const TOO_DEEP = /call stack/i;

type Place = (offset: number | undefined) => { readonly line: number; readonly column: number };

export function readConfigSource(source: string): ConfigRead {
  if (Buffer.byteLength(source) > MAX_CONFIG_SOURCE_BYTES) {
    return refused([whole(`is longer than ${MAX_CONFIG_SOURCE_BYTES} bytes`)]);
  }
  const lines = new LineCounter();
  const place: Place = (offset) => {
    const { line, col } = lines.linePos(offset ?? 0);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const options = { lineCounter: lines, prettyErrors: false, version: '1.2', schema: 'core' } as const;
  const documents = parseAllDocuments(source, options);
  const [document] = Array.isArray(documents) ? documents : [];
  if (document === undefined) return refused([whole('is empty')]);
  if (documents.length > 1) return refused([whole('holds more than one document')]);
  const syntax = [...document.errors, ...document.warnings].map(({ pos, message }) => {
    return { ...place(pos[0]), at: '', message: TOO_DEEP.test(message) ? 'is nested too deeply' : message };
  });
  const faults = syntax.length > 0 ? syntax : notPlain(document, place);
  if (faults.length > 0) return refused(faults);
  const checked = siteConfigSchema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (checked.success) return { ok: true, config: checked.data };
  return refused(checked.error.issues.flatMap((issue) => faultsOf(document, issue, place)));
}

/** One line for whoever wrote the file. */
export function faultLine(file: string, { line, column, at, message }: ConfigFault): string {
  return `${file}:${line}:${column}: ${at === '' ? '' : `${at}: `}${message}`;
}

function refused(faults: readonly ConfigFault[]): ConfigRead {
  const sorted = [...faults].sort((a, b) => a.line - b.line || a.column - b.column);
  // One broken bracket is reported by everything that it holds.
  const once = new Map(sorted.map((fault) => [`${fault.line}:${fault.column}:${fault.message}`, fault]));
  return { ok: false, faults: [...once.values()].slice(0, MAX_FAULTS) };
}

function whole(message: string): ConfigFault {
  return { line: 1, column: 1, at: '', message };
}

/** What YAML can do and a config must not. */
function notPlain(document: Document, place: Place): readonly ConfigFault[] {
  const found: ConfigFault[] = [];
  const refuse = (node: Node, message: string) => {
    found.push({ ...place(node.range?.[0]), at: '', message });
  };
  visit(document, {
    Alias: (_key, node) => refuse(node, 'an alias is not allowed here'),
    Node: (_key, node, path) => {
      if (node.tag !== undefined) refuse(node, 'a tag is not allowed here');
      if ('anchor' in node && node.anchor !== undefined) refuse(node, 'an anchor is not allowed here');
      if (path.length <= 2 * MAX_DEPTH) return undefined;
      refuse(node, 'is nested too deeply');
      return visit.BREAK;
    },
    Pair: (_key, { key }) => {
      if (!isNode(key)) return;
      if (!isScalar(key)) refuse(key, 'a name must be plain text');
      else if (FORBIDDEN_NAMES.has(key.value)) refuse(key, 'this name is not allowed');
    },
  });
  return found;
}

function faultsOf(document: Document, issue: z.core.$ZodIssue, place: Place): readonly ConfigFault[] {
  if (issue.code !== 'unrecognized_keys') {
    const node = nearest(document, issue.path);
    return [{ ...place(node?.range?.[0]), at: issue.path.join('.'), message: messageOf(issue) }];
  }
  const map = nearest(document, issue.path);
  return issue.keys.map((name) => {
    const key = pairOf(map, name)?.key;
    const offset = isNode(key) ? key.range?.[0] : map?.range?.[0];
    return { ...place(offset), at: [...issue.path, name].join('.'), message: 'there is no such setting' };
  });
}

/** The node that a path leads to; where it is missing, its name's or what it is missing from. */
function nearest(document: Document, path: readonly PropertyKey[]): Node | undefined {
  let node: Node | undefined = document.contents ?? undefined;
  for (const step of path) {
    if (!isCollection(node)) return node;
    const pair = pairOf(node, step);
    const next: unknown = isMap(node) ? (pair?.value ?? pair?.key) : node.get(step, true);
    if (!isNode(next)) return node;
    node = next;
  }
  return node;
}

function pairOf(node: unknown, name: PropertyKey): Pair | undefined {
  if (!isMap(node)) return undefined;
  return node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === name);
}

/** What the schema says by a pattern or a rule is said here in words: clients carry the schema too. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is missing';
  const isPattern = issue.code === 'invalid_format' && issue.format === 'regex';
  if (!isPattern && issue.message !== 'Invalid input') return issue.message.replace(/^Invalid input: /, '');
  return (
    RULES[String(issue.path.at(-1))] ?? 'must be plain text: no line breaks, no < or >, nothing invisible'
  );
}

const RULES: Readonly<Record<string, string>> = {
  org: 'must be small letters, digits, dots and hyphens, like example.org',
  site: 'must be small letters, digits, dots and hyphens, like head-office',
  id: 'must be small letters, digits and hyphens, at most 40',
  number: 'must be a phone number: digits, spaces, ( ) / . - and a + in front',
  accessCode: 'must be digits and spaces, with or without a # at the end',
  colour: 'must be #rrggbb in quotes',
  logo: 'must be a PNG of at most 512 × 512 pixels and 16 KiB, as base64',
  languages: 'must name each language once',
  sessionTypes: 'must have each id once',
  trackingCodes: 'must have each id once',
};
