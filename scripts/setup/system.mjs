// What the operating system must bring: a browser, virtual displays, fonts, the tools that tests look at an X
// server with. As root on Debian it is installed, elsewhere one line says what is missing and how to get it.
import { existsSync } from 'node:fs';
import { browserPath, electronPath, findProgram, hasDisplay } from '../runtime.mjs';
import { run, say, step } from './step.mjs';

/** @typedef {{ apt: string, present: () => boolean }} Part */

/** @param {string} name @returns {() => boolean} */
const program = (name) => () => findProgram(name) !== undefined;
/** @param {string} file @returns {() => boolean} */
const file = (file) => () => existsSync(file);

/** @param {string} name @returns {() => boolean} */
const library = (name) => () =>
  ['x86_64', 'aarch64'].some((machine) => existsSync(`/usr/lib/${machine}-linux-gnu/${name}`));

/** @type {Part} */
const BROWSER = { apt: 'chromium', present: () => browserPath() !== undefined };

/** @type {readonly Part[]} */
const TEST_PARTS = [
  BROWSER,
  { apt: 'xvfb', present: program('Xvfb') },
  { apt: 'xserver-xorg-core', present: file('/usr/lib/xorg/Xorg') },
  { apt: 'xserver-xorg-video-dummy', present: file('/usr/lib/xorg/modules/drivers/dummy_drv.so') },
  { apt: 'x11-xserver-utils', present: program('xrandr') },
  { apt: 'x11-utils', present: program('xprop') },
  { apt: 'xdotool', present: program('xdotool') },
  { apt: 'xclip', present: program('xclip') },
  { apt: 'xterm', present: program('xterm') },
  { apt: 'ffmpeg', present: program('ffprobe') },
  { apt: 'openbox', present: program('openbox') },
  { apt: 'dbus', present: program('dbus-daemon') },
  { apt: 'gnome-keyring', present: program('gnome-keyring-daemon') },
  { apt: 'libsecret-1-0', present: library('libsecret-1.so.0') },
  { apt: 'iproute2', present: program('ip') },
  { apt: 'nftables', present: program('nft') },
  { apt: 'coturn', present: program('turnserver') },
  { apt: 'fonts-noto-cjk', present: file('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') },
  {
    apt: 'fonts-noto-color-emoji',
    present: file('/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf'),
  },
];

/**
 * The Debian packages that are missing for a purpose.
 * @param {'start' | 'test'} purpose
 * @returns {string[]}
 */
function missingParts(purpose) {
  const parts = purpose === 'test' ? TEST_PARTS : startParts();
  return parts.filter((part) => !part.present()).map((part) => part.apt);
}

function startParts() {
  return hasDisplay() && electronPath() === undefined ? [BROWSER] : [];
}

/**
 * Provides what the purpose needs, or says in one line what is missing.
 * @param {'start' | 'test'} purpose
 */
export async function provideSystem(purpose) {
  if (process.platform !== 'linux') return;
  const missing = missingParts(purpose);
  if (missing.length === 0) return;
  const command = `apt-get install --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || findProgram('apt-get') === undefined) {
    say(`Missing on this machine: ${missing.join(', ')}. On Debian: sudo ${command}`);
    return;
  }
  await step(`Installing ${missing.join(', ')}`, () => aptInstall(missing));
}

/** @param {readonly string[]} names */
async function aptInstall(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env });
}
