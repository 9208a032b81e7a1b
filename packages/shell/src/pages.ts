/**
 * The files of a built renderer with the strict headers that they are served with, for the `app://` scheme and for
 * the loopback server alike. It knows neither Electron nor HTTP servers.
 */

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

type Page = {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
};

export type Pages = {
  /** Takes the path of an address, percent-encoded, without its query. */
  readonly get: (urlPath: string) => Promise<Page>;
  /** From the next load on, pages may also connect to these origins. */
  readonly setConnectOrigins: (origins: readonly string[]) => void;
};

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * The files are listed once, at the first request: an address names one of the list or nothing, so that no spelling of a
 * path leads outside, and links are not in the list.
 */
export function createPages(options: {
  readonly rootDir: string;
  readonly connectTo?: readonly string[];
}): Pages {
  let policy = contentSecurityPolicy({ connectTo: options.connectTo ?? [] });
  let listed: Promise<ReadonlyMap<string, string>> | undefined;
  return {
    async get(urlPath) {
      listed ??= listFiles(options.rootDir, '/').then((files) => new Map(files));
      const file = (await listed).get(decodePath(urlPath));
      const headers = (type: string): Record<string, string> => ({
        ...strictHeaders,
        'Content-Security-Policy': policy,
        'Content-Type': type,
      });
      if (file === undefined) {
        return { status: 404, headers: headers('text/plain'), body: new Uint8Array(0) };
      }
      const type = types[path.extname(file).toLowerCase()] ?? 'application/octet-stream';
      return { status: 200, headers: headers(type), body: new Uint8Array(await readFile(file)) };
    },
    setConnectOrigins(origins) {
      policy = contentSecurityPolicy({ connectTo: origins });
    },
  };
}

const strictHeaders = {
  'Cache-Control': 'no-cache',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

/**
 * Nothing but our own files, and connections to the named origins (`wss://relay.example`, no paths). Throws on an
 * origin that is none, since a stray `;` would write directives of its own. Trusted types are not required: Mantine sets
 * its style elements as HTML, which they refuse (tried with 9.7).
 */
export function contentSecurityPolicy({ connectTo }: { readonly connectTo: readonly string[] }): string {
  const foreign = connectTo.find((origin) => !/^(https?|wss?):\/\/[a-z0-9.:[\]-]+$/i.test(origin));
  if (foreign !== undefined) throw new Error('connectTo takes origins only');
  const directives = [
    "default-src 'none'",
    "script-src 'self'",
    // Mantine writes its theme into a <style> element. Style attributes in markup stay forbidden.
    "style-src-elem 'self' 'unsafe-inline'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob: mediastream:",
    "font-src 'self'",
    "worker-src 'self'",
    ['connect-src', "'self'", ...connectTo].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return directives.join('; ');
}

/** Pairs of path in an address and file. Folders are walked by hand, since archives list only one level. */
async function listFiles(dir: string, prefix: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const nested = entries.map(async (entry) => {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) return await listFiles(file, `${prefix}${entry.name}/`);
    return entry.isFile() ? [[`${prefix}${entry.name}`, file] as const] : [];
  });
  return (await Promise.all(nested)).flat();
}

/** What cannot be decoded names no file. */
function decodePath(urlPath: string): string {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return '';
  }
}
