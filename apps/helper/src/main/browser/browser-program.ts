/**
 * One run of the installed browser, with app windows in it. Owns its process and the files by which windows are opened;
 * must not know what the pages are.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Long enough to write its profile down, which we then remove. */
const STOP_MS = 2_000;

type BrowserProgramOptions = {
  readonly program: string;
  /** Read when the browser is started. */
  readonly flags: () => readonly string[];
  /** A folder that only this user can read. */
  readonly profileDir: string;
  /** The browser has ended, by itself or by us. */
  readonly onEnd: () => void;
};

export class BrowserProgram {
  readonly #options: BrowserProgramOptions;
  readonly #openers: string;
  #process: ChildProcess | null = null;
  #windows = 0;

  constructor(options: BrowserProgramOptions) {
    this.#options = options;
    this.#openers = path.join(options.profileDir, 'open');
    mkdirSync(this.#openers, { recursive: true, mode: 0o700 });
    speakLike(options.profileDir);
  }

  /** Of the process that all windows belong to. */
  get processId(): number | undefined {
    return this.#process?.pid;
  }

  get isRunning(): boolean {
    const running = this.#process;
    return running !== null && running.exitCode === null && running.signalCode === null;
  }

  /** The first window starts the browser; for later ones the new process hands over to it and ends. */
  openWindow(url: string): void {
    const { program, flags, onEnd } = this.#options;
    const isFirst = this.#process === null;
    const opened = spawn(program, [...flags(), `--app=${this.#writeOpener(url)}`], {
      // On Linux the environment counts, not `--lang`.
      env: { ...process.env, LANGUAGE: 'en_US' },
      // Test tools read the debugging port from the error output; nobody else is told anything.
      stdio: [
        'ignore',
        'ignore',
        isFirst && flags().includes('--remote-debugging-port=0') ? 'inherit' : 'ignore',
      ],
    });
    if (!isFirst) {
      // What could not be opened never says hello, and that is noticed by whoever waits for it.
      opened.once('error', () => undefined);
      return;
    }
    this.#process = opened;
    opened.once('error', onEnd);
    opened.once('exit', onEnd);
  }

  async close(): Promise<void> {
    const running = this.#process;
    if (running !== null && this.isRunning) {
      const ended = once(running, 'exit');
      running.kill('SIGTERM');
      const hard = setTimeout(() => running.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(hard);
    }
    rmSync(this.#openers, { recursive: true, force: true });
  }

  /**
   * Everybody on the machine can read command lines, and the address holds the window's token: so the command names a
   * file that only this user can read, and the file goes on to the address.
   */
  #writeOpener(url: string): string {
    this.#windows += 1;
    const file = path.join(this.#openers, `${this.#windows}.html`);
    const target = JSON.stringify(url).replaceAll('<', String.raw`\u003c`);
    const page = `<!doctype html><title>Alongside</title><script>location.replace(${target})</script>`;
    writeFileSync(file, page, { mode: 0o600 });
    return pathToFileURL(file).href;
  }
}

/** Pages learn the customer's own language, whatever the browser's menus speak. */
function speakLike(profileDir: string): void {
  const preferences = path.join(profileDir, 'Default', 'Preferences');
  if (existsSync(preferences)) return;
  // Without the extensions that systems put behind it (`en-US-u-va-posix`).
  const { baseName, language } = new Intl.Locale(Intl.DateTimeFormat().resolvedOptions().locale);
  const languages = [...new Set([baseName, language, 'en-US', 'en'])].join(',');
  mkdirSync(path.dirname(preferences), { recursive: true, mode: 0o700 });
  const intl = { accept_languages: languages, selected_languages: languages };
  writeFileSync(preferences, JSON.stringify({ intl }), { mode: 0o600 });
}
