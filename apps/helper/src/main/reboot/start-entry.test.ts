import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startEntryOf, type Command } from './start-entry.ts';

const HOME = { home: '/home/edna' };
const argument = fc
  .string({
    unit: fc.constantFrom('a', ' ', '"', "'", '\\', '$', '`', '%', '&', '<', 'ä', ';'),
    minLength: 1,
  })
  .map((text) => `/${text}`);

function textOf(platform: NodeJS.Platform, command: Command): string {
  const entry = startEntryOf(platform, command, HOME);
  if (entry === undefined) throw new Error('no entry');
  return entry.kind === 'file' ? entry.text : entry.value;
}

test('each system has its place for it', () => {
  const command = ['/opt/helper', '--resume'];
  expect(startEntryOf('linux', command, { ...HOME, config: '/cfg' })).toMatchObject({
    file: '/cfg/autostart/alongside-helper-return.desktop',
  });
  expect(startEntryOf('linux', command, HOME)).toMatchObject({
    file: '/home/edna/.config/autostart/alongside-helper-return.desktop',
  });
  expect(startEntryOf('darwin', command, HOME)).toMatchObject({
    file: '/home/edna/Library/LaunchAgents/alongside-helper-return.plist',
  });
  expect(startEntryOf('win32', command, HOME)).toMatchObject({
    kind: 'registry',
    key: String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\RunOnce`,
    value: '"/opt/helper" "--resume"',
  });
  expect(startEntryOf('aix', command, HOME)).toBe(undefined);
});

/** As a desktop reads it: the value unescaped, then the quotes, then the field codes. */
function readExec(text: string): readonly string[] {
  const line = /^Exec=(.*)$/m.exec(text)?.[1] ?? '';
  const value = line.replaceAll('\\\\', '\\');
  const quoted = [...value.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([, inner = '']) => inner);
  return quoted.map((inner) => inner.replace(/\\(.)/gs, '$1').replaceAll('%%', '%'));
}

test('whatever stands in a path, the system reads it back as it was', () => {
  fc.assert(
    fc.property(fc.array(argument, { minLength: 1, maxLength: 4 }), (command) => {
      expect(readExec(textOf('linux', command))).toEqual(command);
      expect(readWindows(textOf('win32', command))).toEqual(command);
      const plist = [...textOf('darwin', command).matchAll(/^ {4}<string>(.*)<\/string>$/gm)];
      expect(plist.map(([, text = '']) => text)).toEqual(command.map(escaped));
    }),
  );
});

test('a line of a desktop entry starts the program in a shell’s reading too', () => {
  const line = /^Exec=(.*)$/m.exec(textOf('linux', ['printf', '%s', "it's $HOME"]))?.[1] ?? '';
  const unescaped = line.replaceAll('\\\\', '\\').replaceAll('%%', '%');
  expect(execFileSync('/bin/sh', ['-c', unescaped], { encoding: 'utf8' })).toBe("it's $HOME");
});

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** The rules of `CommandLineToArgvW`, for arguments in quotes. */
function readWindows(line: string): readonly string[] {
  const found: string[] = [];
  let current = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
    if (slashes > 0 && line[at + slashes] === '"') {
      current += '\\'.repeat(Math.floor(slashes / 2));
      at += slashes;
      if (slashes % 2 === 1) current += '"';
      else isQuoted = !isQuoted;
    } else if (slashes > 0) {
      current += '\\'.repeat(slashes);
      at += slashes - 1;
    } else if (line[at] === '"') isQuoted = !isQuoted;
    else if (line[at] === ' ' && !isQuoted) {
      found.push(current);
      current = '';
    } else current += line[at] ?? '';
  }
  return [...found, current];
}
