import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findBrowser } from './find-browser.ts';

function folderWith(...names: readonly string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'alongside-browsers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of names) {
    writeFileSync(path.join(folder, name), '');
    chmodSync(path.join(folder, name), 0o755);
  }
  return folder;
}

test.runIf(process.platform === 'linux')(
  'an installed Chrome comes before Edge, and Edge before Chromium',
  () => {
    const first = folderWith('chromium', 'microsoft-edge');
    const second = folderWith('google-chrome');
    const find = (...folders: readonly string[]) => findBrowser(undefined, { PATH: folders.join(':') });
    expect(find(first, second)).toBe(path.join(second, 'google-chrome'));
    expect(find(first)).toBe(path.join(first, 'microsoft-edge'));
    expect(find(folderWith('firefox'))).toBeUndefined();
  },
);

test.runIf(process.platform === 'linux')(
  'what is no program is none, and an empty place in the path is no place',
  () => {
    const folder = folderWith('chromium');
    chmodSync(path.join(folder, 'chromium'), 0o644);
    expect(findBrowser(undefined, { PATH: `${folder}::` })).toBeUndefined();
  },
);

test('a named browser is taken as it is, or none', () => {
  const folder = folderWith('my-browser');
  expect(findBrowser(path.join(folder, 'my-browser'))).toBe(path.join(folder, 'my-browser'));
  expect(findBrowser(path.join(folder, 'missing'))).toBeUndefined();
  expect(findBrowser('my-browser')).toBeUndefined();
});
