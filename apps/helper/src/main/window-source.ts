/** The names that Electron gives windows to be captured, and the system's own number within. */

/** `window:NUMBER:…`; undefined for anything else. */
export function windowHandle(sourceId: string): number | undefined {
  const number = /^window:(\d{1,19}):/.exec(sourceId)?.[1];
  return number === undefined ? undefined : Number(number);
}
