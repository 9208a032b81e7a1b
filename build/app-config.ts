// How an Electron app of ours is built: main as one ES module, one self-contained CommonJS preload per
// window (a sandboxed preload may not require anything), the renderers as web pages.
import { globSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'electron-vite';

// The oldest Electron that we run on is 33: Node 20 and Chromium 130.
const NODE_TARGET = 'node20.18';
const CHROME_TARGET = 'chrome130';

// What only Electron has, and packages with binaries, which cannot be put into a bundle.
const EXTERNAL = ['electron', /^node:/, /^@nut-tree-fork\//, 'x11', 'bufferutil', 'utf-8-validate'];

export type AppName = 'console' | 'helper';

export const root = path.resolve(import.meta.dirname, '..');
const inApp = (name: AppName, ...parts: readonly string[]): string => path.join(root, 'apps', name, ...parts);

function entries(folder: string, ending: string): Record<string, string> {
  const files = globSync(`*${ending}`, { cwd: folder }).filter((file) => !file.includes('.test.'));
  return Object.fromEntries(files.map((file) => [path.basename(file, ending), path.join(folder, file)]));
}

/** The pages of the Electron app; `web.html` is the page that a web server hands out. */
function windowPages(name: AppName): Record<string, string> {
  const { web: _web, ...pages } = entries(inApp(name, 'src/renderer'), '.html');
  return pages;
}

function mainConfig(name: AppName): NonNullable<UserConfig['main']> {
  return {
    root: inApp(name),
    build: {
      target: NODE_TARGET,
      outDir: inApp(name, 'dist/main'),
      emptyOutDir: true,
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        input: { main: inApp(name, 'src/main/main.ts') },
        external: EXTERNAL,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

function preloadConfig(name: AppName): NonNullable<UserConfig['preload']> {
  return {
    root: inApp(name),
    build: {
      target: NODE_TARGET,
      outDir: inApp(name, 'dist/preload'),
      emptyOutDir: true,
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: entries(inApp(name, 'src/preload'), '.ts'),
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  };
}

function rendererConfig(name: AppName): NonNullable<UserConfig['renderer']> {
  return {
    root: inApp(name, 'src/renderer'),
    base: './',
    plugins: [react()],
    build: {
      target: CHROME_TARGET,
      outDir: inApp(name, 'dist/renderer'),
      emptyOutDir: true,
      // A strict content policy has no `data:` for scripts and fonts; a file each costs nothing here.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Half the bytes to read and parse is felt at every start.
      minify: true,
      rolldownOptions: { input: windowPages(name) },
    },
  };
}

export function appConfig(name: AppName) {
  return defineConfig({
    main: mainConfig(name),
    preload: preloadConfig(name),
    renderer: rendererConfig(name),
  });
}
