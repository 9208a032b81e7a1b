/** The web apps that the relay serves: the join page, the browser join and the web console, where they are built. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

export type PageDirs = { readonly console: string; readonly join: string };

/** Where the builds lie in the repository; a packaged relay passes its own. */
export function defaultPageDirs(): PageDirs {
  const apps = join(import.meta.dirname, '..', '..', '..', 'apps');
  return { console: join(apps, 'console', 'dist', 'web'), join: join(apps, 'helper', 'dist', 'web') };
}

const HASHED_ASSET = /[\\/]assets[\\/]/;
const PLAIN = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Alongside</title></head>
<body><h1>Alongside</h1><p>The relay is running. Its web pages are not built: run <code>npm run build</code>.</p>
</body></html>`;

export async function addPages(app: FastifyInstance, dirs: PageDirs): Promise<void> {
  await app.register(fastifyStatic, { root: dirs.join, serve: false });
  await addApp(app, '/join/', dirs.join);
  await addApp(app, '/console/', dirs.console);
  const joinPage = (reply: FastifyReply) => sendIndex(reply, dirs.join);
  app.get('/', (_request, reply) => joinPage(reply));
  app.get('/join', (_request, reply) => reply.redirect('/join/'));
  app.get('/console', (_request, reply) => reply.redirect('/console/'));
  // The token stays in the address bar: the page reads it, and the secret after #, itself.
  app.get('/j/:token', (_request, reply) => joinPage(reply));
}

async function addApp(app: FastifyInstance, prefix: string, root: string): Promise<void> {
  if (!existsSync(join(root, 'index.html'))) {
    app.get(prefix, (_request, reply) => sendIndex(reply, root));
    return;
  }
  await app.register(fastifyStatic, {
    root,
    prefix,
    decorateReply: false,
    dotfiles: 'deny',
    index: 'index.html',
    cacheControl: false,
    setHeaders: (response, path) => {
      response.header(
        'cache-control',
        HASHED_ASSET.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
}

function sendIndex(reply: FastifyReply, root: string): FastifyReply {
  if (!existsSync(join(root, 'index.html')))
    return reply.code(503).type('text/html; charset=utf-8').send(PLAIN);
  return reply.header('cache-control', 'no-cache').sendFile('index.html', root, { cacheControl: false });
}
