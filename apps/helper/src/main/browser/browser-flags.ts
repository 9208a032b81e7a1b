/** How the installed browser is started: quiet, on a profile of its own, with what a live screen needs. */
import { applyMediaSwitches } from '@alongside/shell/media-switches';

type BrowserFlagOptions = {
  readonly profileDir: string;
  readonly size: { readonly width: number; readonly height: number };
  /** How many monitors there are: the browser's names for them depend on it. */
  readonly screens: number;
  /** Tests drive the pages through it: a free port, told in the file `DevToolsActivePort` of the profile. */
  readonly remoteDebugging: boolean;
};

/** `WebRtcHideLocalIpsWithMdns`: two machines in one network find each other by address. */
const FEATURES_OFF = [
  'Translate',
  'MediaRouter',
  'OptimizationHints',
  'CalculateNativeWinOcclusion',
  'WebRtcHideLocalIpsWithMdns',
];

const ONLY_SCREEN = 'Entire screen';
/** The primary one (tried with Chromium 156 on two monitors, either being primary). */
const FIRST_OF_SEVERAL = 'Screen 1';

const QUIET = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--hide-crash-restore-bubble',
  '--metrics-recording-only',
  '--no-pings',
  '--password-store=basic',
  '--use-mock-keychain',
];

/** A picture that pauses when its window is covered would be of no use. */
const AWAKE = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--autoplay-policy=no-user-gesture-required',
];

export function browserFlags({
  profileDir,
  size,
  screens,
  remoteDebugging,
}: BrowserFlagOptions): readonly string[] {
  return [
    `--user-data-dir=${profileDir}`,
    `--window-size=${size.width},${size.height}`,
    `--disable-features=${FEATURES_OFF.join(',')}`,
    // No picker: what is shared is what our own question was about. The browser knows screens by these names only when
    // it speaks English, which every installation can; our pages' language comes from the profile.
    '--lang=en-US',
    `--auto-select-desktop-capture-source=${screens > 1 ? FIRST_OF_SEVERAL : ONLY_SCREEN}`,
    ...QUIET,
    ...AWAKE,
    ...mediaSwitches(),
    ...(remoteDebugging ? ['--remote-debugging-port=0'] : []),
    // Chromium refuses its sandbox to root, and only then is it given up; `test-type` hides its warning about that.
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
  ];
}

function mediaSwitches(): readonly string[] {
  const switches: string[] = [];
  applyMediaSwitches({
    commandLine: {
      appendSwitch: (name: string, value = '') => void switches.push(`--${name}${value && `=${value}`}`),
    },
  });
  return switches;
}
