// How an app's page is built for a web server: the console in a browser, and joining in the browser. It comes
// from `web.html` where the app has one, and is always served as `index.html`.
import { existsSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { type AppName, root } from './app-config.ts';

interface WebOptions {
  readonly name: AppName;
  /** The path that the relay serves it under, with both slashes. */
  readonly base: string;
}

/** The server knows one name for a folder's page. */
function asIndexPage(): Plugin {
  return {
    name: 'alongside:index-page',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['web.html'];
      if (page !== undefined) page.fileName = 'index.html';
    },
  };
}

export function webConfig({ name, base }: WebOptions) {
  const pages = path.join(root, 'apps', name, 'src/renderer');
  const page = existsSync(path.join(pages, 'web.html')) ? 'web.html' : 'index.html';
  return defineConfig({
    root: pages,
    base,
    plugins: [react(), asIndexPage()],
    build: {
      // Browsers of the last two years: WebRTC's AV1 and the CSS we use need no older ones.
      target: ['chrome120', 'firefox121', 'safari17.2'],
      outDir: path.join(root, 'apps', name, 'dist/web'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: path.join(pages, page) },
    },
  });
}
