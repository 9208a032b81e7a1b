/**
 * The relay's clock: the wall clock at its start, carried on by the monotonic one. A jump of the machine's clock in
 * mid-session ends no invitation and no place early or late.
 */
export function createClock(): () => number {
  const start = Date.now() - performance.now();
  return () => Math.round(start + performance.now());
}
