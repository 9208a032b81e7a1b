/** Bundles the tests' pages with Vite, as the apps are, and serves them under a CSP as strict as theirs. */
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { build } from 'vite';
import { SERVER } from '../turn/network.ts';

export const ORIGIN = 'https://rtc.test';
/** One that the real relay lets read its answers; nothing listens there, the pages are put in on the way. */
export const LOOPBACK_ORIGIN = 'http://localhost:4999';
/** Relays on this machine, and the one in a namespace of its own. */
const RELAYS = ['127.0.0.1', SERVER].map((host) => `http://${host}:* ws://${host}:*`).join(' ');
const CSP = `default-src 'none'; script-src 'self'; connect-src 'self' wss://rtc.test ${RELAYS}; media-src blob:`;

const bundles = new Map<string, Promise<string>>();

function bundleOf(name: string): Promise<string> {
  const known = bundles.get(name);
  if (known !== undefined) return known;
  const made = bundle(name);
  bundles.set(name, made);
  return made;
}

async function bundle(name: string): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: path.join(import.meta.dirname, `${name}.ts`), formats: ['es'], fileName: name },
    },
  });
  const [first] = Array.isArray(output) ? output : [output];
  const chunk = first !== undefined && 'output' in first ? first.output[0] : undefined;
  if (chunk === undefined) throw new Error(`no bundle of ${name}`);
  return chunk.code;
}

/** A page that runs `name`; anything that its CSP forbids is an error of the page. */
export async function openPage(context: BrowserContext, name: string, origin = ORIGIN): Promise<Page> {
  const code = await bundleOf(name);
  const page = await context.newPage();
  await page.route(`${origin}/**`, (route) => {
    const isScript = route.request().url().endsWith('.js');
    return route.fulfill({
      contentType: isScript ? 'text/javascript' : 'text/html',
      headers: { 'content-security-policy': CSP },
      body: isScript
        ? code
        : `<!doctype html><title>${name}</title><script type="module" src="/${name}.js"></script>`,
    });
  });
  return page;
}
