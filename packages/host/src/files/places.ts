/** Where people begin to look for a file on this machine: what belongs to them, then its drives. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { MAX_PLACES, type FolderPlace } from '@alongside/protocol';

type OwnKind = Exclude<FolderPlace['kind'], 'drive' | 'folder'>;

const OWN: Readonly<Record<Exclude<OwnKind, 'home'>, { readonly name: string; readonly xdg: string }>> = {
  desktop: { name: 'Desktop', xdg: 'XDG_DESKTOP_DIR' },
  documents: { name: 'Documents', xdg: 'XDG_DOCUMENTS_DIR' },
  downloads: { name: 'Downloads', xdg: 'XDG_DOWNLOAD_DIR' },
  pictures: { name: 'Pictures', xdg: 'XDG_PICTURES_DIR' },
  music: { name: 'Music', xdg: 'XDG_MUSIC_DIR' },
  videos: { name: 'Videos', xdg: 'XDG_VIDEOS_DIR' },
};
const DRIVE_LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));

/** Those that are there. */
export async function listPlaces(): Promise<readonly FolderPlace[]> {
  const home = homedir();
  const named = await namedByXdg(home);
  const own = Object.entries(OWN).map(([kind, { name, xdg }]) => {
    return { kind: kind as OwnKind, path: named.get(xdg) ?? path.join(home, name) };
  });
  const all: readonly FolderPlace[] = [{ kind: 'home', path: home }, ...own, ...(await drives())];
  const there = await Promise.all(all.map((place) => isFolder(place.path)));
  const seen = new Set<string>();
  return all
    .filter(({ path: each }, index) => there[index] === true && !seen.has(each) && seen.add(each))
    .slice(0, MAX_PLACES);
}

/** Freedesktop's `user-dirs.dirs`: folders bear names in their person's language. */
async function namedByXdg(home: string): Promise<ReadonlyMap<string, string>> {
  const named = new Map<string, string>();
  if (process.platform !== 'linux') return named;
  const config = process.env['XDG_CONFIG_HOME'] ?? path.join(home, '.config');
  // Most machines without a desktop have none.
  const text = await readFile(path.join(config, 'user-dirs.dirs'), 'utf8').catch(() => '');
  for (const [, key, value] of text.matchAll(/^(XDG_\w+_DIR)="(.+)"$/gm)) {
    const full = value?.replace(/^\$HOME/, home);
    if (key !== undefined && full !== undefined && path.isAbsolute(full)) named.set(key, full);
  }
  return named;
}

async function drives(): Promise<readonly FolderPlace[]> {
  const paths = process.platform === 'win32' ? DRIVE_LETTERS.map((letter) => `${letter}:\\`) : ['/'];
  const mounted = await Promise.all(mountFolders().map(namesIn));
  return [...paths, ...mounted.flat()].map((each) => ({ kind: 'drive', path: each }));
}

function mountFolders(): readonly string[] {
  const { USER: user = '' } = process.env;
  if (process.platform === 'darwin') return ['/Volumes'];
  return process.platform === 'linux' ? [`/media/${user}`, `/run/media/${user}`] : [];
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.map((name) => path.join(folder, name));
}

async function isFolder(place: string): Promise<boolean> {
  return stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
