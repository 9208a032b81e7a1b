import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFlags } from './flags.ts';

const spec = { values: ['relay', 'profile', 'join', 'name'], switches: ['start', 'browser'] } as const;
const none = { values: {}, switches: { start: false, browser: false }, refused: [] };

test('our flags are read, all others are passed over', () => {
  const argv = [
    'electron',
    '--no-sandbox',
    '.',
    '--relay=https://r.example',
    '--start',
    '--inspect=1',
    '--name=Kim',
  ];
  expect(parseFlags(argv, spec)).toEqual({
    values: { relay: 'https://r.example', name: 'Kim' },
    switches: { start: true, browser: false },
    refused: [],
  });
});

test('a value may hold spaces, equals signs and any script', () => {
  const argv = ['--name=김 민지 = Kim', '--join=https://r.example/join/x#s=1'];
  expect(parseFlags(argv, spec).values).toEqual({
    name: '김 민지 = Kim',
    join: 'https://r.example/join/x#s=1',
  });
});

test.each(['--relay', '--relay=', `--relay=${'x'.repeat(2_049)}`, '--relay=a\nb', '--relay=a\0'])(
  'the value of %j is refused and named',
  (argument) => {
    expect(parseFlags([argument], spec)).toEqual({ ...none, refused: ['relay'] });
  },
);

test('the first of two counts', () => {
  expect(parseFlags(['--relay=a', '--relay=b'], spec).values).toEqual({ relay: 'a' });
});

test.each(['--', 'alongside-helper://join/X', 'ALONGSIDE-HELPER://join/X'])(
  'what follows %s is not read, since others wrote it',
  (stop) => {
    expect(parseFlags([stop, '--relay=https://evil.example', '--start'], spec)).toEqual(none);
  },
);

test('a switch with a value is no switch', () => {
  expect(parseFlags(['--start=yes'], spec)).toEqual(none);
});

test('no command line makes it throw or name a flag that is not ours', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `--${text}`),
        ),
      ),
      (argv) => {
        const { values, refused } = parseFlags([...argv, '--constructor=1', '--__proto__=1'], spec);
        for (const name of [...Object.keys(values), ...refused]) expect(spec.values).toContain(name);
      },
    ),
  );
});
