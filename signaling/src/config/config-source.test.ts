/** A config as it is written: what is read from it, and where each fault is said to be. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultLine, readConfigSource } from './config-source.ts';

const LEAST = `org: example.org
site: head-office
version: 3
notBefore: 2026-11-01T00:00:00Z
expires: 2027-11-01T00:00:00+09:00
organisation: Example
`;

function faults(text: string): readonly string[] {
  const read = readConfigSource(text);
  return read.ok ? [] : read.faults.map((fault) => faultLine('f.yaml', fault));
}

test('YAML is read, and JSON as well', () => {
  const yaml = readConfigSource(`# ours\n${LEAST}files: { advanced: true } # for the branch\n`);
  if (!yaml.ok) throw new Error('refused');
  expect(yaml.config).toMatchObject({ version: 3, organisation: 'Example', files: { advanced: true } });
  expect(readConfigSource(JSON.stringify(yaml.config))).toEqual(yaml);
});

describe('a fault is said with its line and column', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'each of several, in order',
      `${LEAST}files:\n  advanced: yes\n  maxFileMb: 0\n  path: /etc\ncolour: red\n`,
      [
        'f.yaml:8:13: files.advanced: expected boolean, received string',
        'f.yaml:9:14: files.maxFileMb: Too small: expected number to be >=1',
        'f.yaml:10:3: files.path: there is no such setting',
        'f.yaml:11:1: colour: there is no such setting',
      ],
    ],
    [
      'in a list',
      `${LEAST}phone:\n  numbers:\n    - label: Seoul\n      number: call me\n  accessCode: null\n`,
      [
        'f.yaml:10:15: phone.numbers.0.number: must be a phone number: digits, spaces, ( ) / . - and a + in front',
      ],
    ],
    ['what is missing', LEAST.replace('org: example.org\n', ''), ['f.yaml:1:1: org: is missing']],
    [
      'what is missing further down',
      `${LEAST}sessionTypes:\n  - id: a\n`,
      ['f.yaml:8:5: sessionTypes.0.label: is missing'],
    ],
    [
      'several in the YAML itself',
      `${LEAST}a: [1\nb: "x`,
      [
        'f.yaml:8:1: Flow sequence in block collection must be sufficiently indented and end with a ]',
        'f.yaml:8:6: Missing closing "quote',
      ],
    ],
    ['a name twice', `${LEAST}version: 4\n`, ['f.yaml:7:1: Map keys must be unique']],
    [
      'names that change an object',
      `${LEAST}__proto__: { files: { advanced: true } }\nfiles: { constructor: 1 }\n`,
      ['f.yaml:7:1: this name is not allowed', 'f.yaml:8:10: this name is not allowed'],
    ],
    [
      'anchors and aliases',
      `${LEAST}a: &a [*a, *a]\n`,
      ['f.yaml:7:7: an anchor is not allowed here', 'f.yaml:7:8', 'f.yaml:7:12'],
    ],
    ['tags', `${LEAST}chatKept: !!bool true\n`, ['f.yaml:7:18: a tag is not allowed here']],
    ['a tag of one’s own', `${LEAST}chatKept: !run rm\n`, ['f.yaml:7:11: Unresolved tag: !run']],
    ['merges', `${LEAST}<<: { version: 9 }\n`, ['f.yaml:7:1: <<: there is no such setting']],
    ['two documents', `${LEAST}---\n${LEAST}`, ['f.yaml:1:1: holds more than one document']],
    ['nothing', '', ['f.yaml:1:1: is empty']],
    ['a list', '- x', ['f.yaml:1:1: expected object, received array']],
    ['too much', `${LEAST}# ${'x'.repeat(65_536)}`, ['f.yaml:1:1: is longer than 65536 bytes']],
  ])('%s', (_what, text, expected) => {
    const found = faults(text);
    expect(found).toHaveLength(expected.length);
    expected.forEach((line, i) => expect(found[i]).toContain(line));
  });

  test('what is nested without end is refused', () => {
    expect(faults(`${LEAST}a: ${'['.repeat(4_000)}`)[0]).toContain('is nested too deeply');
    expect(faults(`${LEAST}a: ${'['.repeat(40)}${']'.repeat(40)}`)[0]).toContain('is nested too deeply');
  });
});

test('whatever is written, it is read or refused, and every place is within the file', () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom('files: {', '- a', '&a b', '*a', '? x', '%YAML 1.1', '|', '\t'),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (extra) => {
      const text = LEAST + extra.join('\n');
      const read = readConfigSource(text);
      if (read.ok) return;
      expect(read.faults.length).toBeGreaterThan(0);
      const count = text.split(/\r\n|[\n\r]/).length;
      for (const fault of read.faults) {
        expect(fault.line).toBeGreaterThanOrEqual(1);
        expect(fault.line).toBeLessThanOrEqual(count + 1);
      }
    }),
    { numRuns: 1_000 },
  );
});
