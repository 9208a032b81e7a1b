/**
 * A picture of a whole X display, every program on it, as PNG. nut-js binds to one display when it loads,
 * so each picture is taken by a process of its own: `node screenshot.ts FILE` with `DISPLAY` set.
 */
import { basename, dirname, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './processes.ts';

export async function screenshotDisplay(display: string, file: string): Promise<void> {
  const child = run(process.execPath, [fileURLToPath(import.meta.url), file], { env: { DISPLAY: display } });
  const code = await new Promise<number | null>((resolve) => child.process.once('exit', resolve));
  if (code !== 0) throw new Error(`no picture of ${display}: ${child.output()}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = process.argv[2];
  if (file === undefined) throw new Error('usage: screenshot.ts FILE');
  const { screen, FileType } = await import('@nut-tree-fork/nut-js');
  await screen.capture(basename(file, extname(file)), FileType.PNG, dirname(file));
}
