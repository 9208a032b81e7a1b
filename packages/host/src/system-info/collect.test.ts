import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { release } from 'node:os';
import {
  MAX_SYSTEM_TEXT,
  SYSTEM_CATEGORIES,
  systemText,
  type SystemField,
  type SystemReport,
} from '@alongside/protocol';
import { expect, test } from 'vitest';
import { collectSystemInfo } from './collect.ts';
import { parseRegistry } from './registry.ts';
import { parsePrograms } from './software.ts';
import { parseDesktopEntry } from './startup.ts';

const isLinux = process.platform === 'linux';

async function collect(): Promise<ReadonlyMap<string, SystemReport>> {
  const found = new Map<string, SystemReport>();
  await collectSystemInfo(new AbortController().signal, (report) => found.set(report.category, report));
  return found;
}

function factOf(report: SystemReport | undefined, field: SystemField): string | undefined {
  return report?.facts.find((fact) => fact.field === field)?.value;
}

test.runIf(isLinux)(
  'every category is told once, and what it says is what the system itself says',
  async () => {
    const found = await collect();
    expect([...found.keys()].toSorted()).toEqual([...SYSTEM_CATEGORIES].toSorted());
    expect(factOf(found.get('operating-system'), 'kernel')).toBe(release());
    const total = Number(/MemTotal:\s+(\d+) kB/.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]) * 1_024;
    expect(factOf(found.get('memory'), 'total')).toBe(`${(total / 2 ** 30).toFixed(1)} GiB`);
    const own = found.get('processes')?.rows.find((row) => row[1] === String(process.pid));
    expect(own?.[0]).toMatch(/node/);
    for (const { columns, rows, facts, problem } of found.values()) {
      expect(problem === null || facts.length + rows.length === 0).toBe(true);
      for (const row of rows) expect(row).toHaveLength(columns.length);
      for (const text of [...rows.flat(), ...facts.map(({ value }) => value)]) {
        expect(text.length).toBeLessThanOrEqual(MAX_SYSTEM_TEXT);
      }
    }
  },
);

test.runIf(isLinux)('the programs are those of the system’s own list', async () => {
  const found = await collect();
  const listed = execFileSync('dpkg-query', ['-W', '-f', '${binary:Package} ${Version}\\n'], {
    encoding: 'utf8',
  });
  const programs = found.get('software')?.rows.map((row) => row.join(' ')) ?? [];
  expect(programs.toSorted()).toEqual(listed.trim().split('\n').toSorted());
});

test('what is aborted tells nothing any more, and ends', async () => {
  const stop = new AbortController();
  const told: string[] = [];
  const reading = collectSystemInfo(stop.signal, ({ category }) => told.push(category));
  stop.abort();
  await reading;
  expect(told).toEqual([]);
});

test('a list of programs, a registry and a start entry are read as they are written', () => {
  expect(parsePrograms('vim\t9.1\nnano\t7\n\n')).toEqual([
    ['nano', '7'],
    ['vim', '9.1'],
  ]);
  const registry = [
    String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\App`,
    '    DisplayName    REG_SZ    An App',
    '    Size    REG_DWORD    0x1',
    '    DisplayVersion    REG_SZ    1.2',
  ].join('\r\n');
  expect(parseRegistry(registry)).toEqual([
    {
      name: String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\App`,
      values: new Map([
        ['DisplayName', 'An App'],
        ['DisplayVersion', '1.2'],
      ]),
    },
  ]);
  expect(parseDesktopEntry('a.desktop', 'Name=Sync\nExec="/opt/my sync/run" --token=secret\n')).toEqual([
    'Sync',
    '/opt/my sync/run',
  ]);
  expect(parseDesktopEntry('b.desktop', 'Exec=/usr/bin/b --token=secret\n')).toEqual(['b', '/usr/bin/b']);
});

test('a stranger’s text is cut and cannot turn the line around', () => {
  expect(systemText('a\u202eb\u0000c')).toBe('a b c');
  expect(systemText('x'.repeat(1_000))).toHaveLength(MAX_SYSTEM_TEXT);
  expect(systemText(undefined)).toBe('');
});
