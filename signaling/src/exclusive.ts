/** One after the other: what changes a session waits for what changes it already. */

type Exclusive = <T>(work: () => Promise<T>) => Promise<T>;

export function createExclusive(): Exclusive {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    // The chain goes on after a failure, which is the caller's to handle.
    last = next.then(nothing, nothing);
    return next;
  };
}

function nothing(): void {}
