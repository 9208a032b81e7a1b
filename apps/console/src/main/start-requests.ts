/** One-Click start: remembers that a session was asked for until the window can begin it, then passes it on. */

export type StartRequests = {
  readonly onDeepLink: (url: string) => void;
  readonly onSecondStart: () => void;
  /** Whether one is waiting; asking takes it. */
  readonly take: () => boolean;
  /** From now on the window hears of it at once. */
  readonly attach: (window: { readonly start: () => void; readonly show: () => void }) => void;
};

export function createStartRequests(wantedAtLaunch: boolean): StartRequests {
  let waiting = wantedAtLaunch;
  let window: { readonly start: () => void; readonly show: () => void } | undefined;
  return {
    onDeepLink(url) {
      window?.show();
      if (!isStartLink(url)) return;
      if (window === undefined) waiting = true;
      else window.start();
    },
    onSecondStart() {
      window?.show();
    },
    take() {
      const wanted = waiting;
      waiting = false;
      return wanted;
    },
    attach(next) {
      window = next;
    },
  };
}

/** `alongside-console://start` and nothing more: a link that anyone may have made carries no parameters. */
function isStartLink(url: string): boolean {
  return /^alongside-console:\/\/start\/?$/i.test(url);
}
