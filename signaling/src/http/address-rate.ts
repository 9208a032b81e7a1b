/** So many per address and second; the map is emptied with each second, so that it cannot grow for long. */

const SECOND_MS = 1_000;

export function createAddressRate(perSecond: number, now: () => number): (address: string) => boolean {
  let second = 0;
  let counts = new Map<string, number>();
  return (address) => {
    const current = Math.floor(now() / SECOND_MS);
    if (current !== second) {
      second = current;
      counts = new Map();
    }
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    return count <= perSecond;
  };
}
