/**
 * The origin of our own pages. It is `app://alongside`, unless the program that loads us does so after Electron is
 * ready (some runtimes' loaders do), when no scheme can be declared any more. Then a host name stands in for it that
 * never leaves the process: `late-origin.ts` answers it.
 */

export const declaredOrigin = { protocol: 'app:', host: 'alongside' } as const;
/** `localhost` makes it a secure context, as our own scheme is. */
export const lateOrigin = { protocol: 'http:', host: 'alongside.localhost' } as const;

type AppOrigin = typeof declaredOrigin | typeof lateOrigin;

let current: AppOrigin = declaredOrigin;

export function setAppOrigin(origin: AppOrigin): void {
  current = origin;
}

export function isLate(): boolean {
  return current === lateOrigin;
}

/** `session.html` → its address. */
export function appPageUrl(page: string): string {
  return `${current.protocol}//${current.host}/${page}`;
}

/** Whether an address, or an origin, is that of our own pages. Fit for `isTrusted` of the IPC carrier. */
export function isAppPage(url: string): boolean {
  // Node gives schemes that it does not know the origin `null`, hence the comparison by parts.
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === current.protocol && host === current.host;
}
