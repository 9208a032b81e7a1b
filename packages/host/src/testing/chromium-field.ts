/** A text field of another program, for tests of injection: Chromium with one page, read through its window's title. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

export type TextField = AsyncDisposable & { readonly value: () => Promise<string> };

const START_TIMEOUT_MS = 30_000;
const TITLE = 'FIELD:';
/** The value goes into the title as code points, since a title loses line breaks and tabs. */
const PAGE = `<title>${TITLE}</title><textarea autofocus style="position:fixed;inset:0;width:100%;height:100%"></textarea>
<script>const t=document.querySelector('textarea');t.focus();
t.addEventListener('keydown',(e)=>{if(e.key==='Tab'){e.preventDefault();t.setRangeText('\\t',t.selectionStart,t.selectionEnd,'end');t.dispatchEvent(new Event('input'))}});
t.addEventListener('input',()=>{document.title='${TITLE}'+[...t.value].map((c)=>c.codePointAt(0).toString(16)).join(' ')});</script>`;

/** Opens the field on `display` and waits until it has the focus. */
export async function openChromiumField(display: string): Promise<TextField> {
  const profile = await mkdtemp(join(tmpdir(), 'alongside-field-'));
  const browser = spawn(
    'chromium',
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--no-first-run',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--password-store=basic',
      `--user-data-dir=${profile}`,
      `--app=data:text/html;charset=utf-8,${encodeURIComponent(PAGE)}`,
    ],
    { env: { ...process.env, DISPLAY: display }, stdio: 'ignore' },
  );
  const title = () => titleOf(display);
  await until(async () => (await title()) !== undefined);
  return {
    value: async () =>
      String.fromCodePoint(
        ...((await title()) ?? '')
          .split(' ')
          .filter(Boolean)
          .map((hex) => Number.parseInt(hex, 16)),
      ),
    [Symbol.asyncDispose]: async () => {
      browser.kill();
      if (browser.exitCode === null && browser.signalCode === null) await once(browser, 'exit');
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function titleOf(display: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(
      'xdotool',
      ['search', '--name', `^${TITLE}`, 'getwindowname'],
      {
        env: { ...process.env, DISPLAY: display },
      },
    );
    return stdout.trim().slice(TITLE.length);
  } catch {
    // xdotool fails while there is no such window.
    return undefined;
  }
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error('Chromium did not open its window');
    await sleep(100);
  }
}
