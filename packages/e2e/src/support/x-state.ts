/** What an X server itself says is down and where its pointer is: the oracle that knows nothing of our ledger. */
import { createRequire } from 'node:module';

/** Buttons 1 to 5 in the mask of `QueryPointer` (X11 protocol, KEYBUTMASK). */
const BUTTON_BITS = 0x1f00;

type PointerState = { readonly rootX: number; readonly rootY: number; readonly keyMask: number };
type XClient = {
  QueryKeymap(done: (error: Error | null, keys: Uint8Array | readonly number[]) => void): void;
  QueryPointer(window: number, done: (error: Error | null, pointer: PointerState) => void): void;
  terminate(): void;
};
type X11 = {
  createClient(
    options: { display: string },
    done: (error: Error | null, display: { client: XClient; screen: readonly { root: number }[] }) => void,
  ): void;
};

type HeldInput = { readonly keycodes: readonly number[]; readonly buttons: number };

export async function heldOn(display: string): Promise<HeldInput> {
  return withServer(display, async (client, root) => {
    const keys = await promised<Uint8Array | readonly number[]>((done) => client.QueryKeymap(done));
    const pointer = await promised<PointerState>((done) => client.QueryPointer(root, done));
    const keycodes = [...keys].flatMap((byte, index) =>
      [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte & (1 << bit)) !== 0).map((bit) => index * 8 + bit),
    );
    return { keycodes, buttons: pointer.keyMask & BUTTON_BITS };
  });
}

export async function pointerOn(display: string): Promise<{ x: number; y: number }> {
  return withServer(display, async (client, root) => {
    const pointer = await promised<PointerState>((done) => client.QueryPointer(root, done));
    return { x: pointer.rootX, y: pointer.rootY };
  });
}

async function withServer<T>(
  display: string,
  use: (client: XClient, root: number) => Promise<T>,
): Promise<T> {
  const x11 = createRequire(import.meta.url)('x11') as X11;
  const opened = await promised<{ client: XClient; screen: readonly { root: number }[] }>((done) => {
    x11.createClient({ display }, done);
  });
  const root = opened.screen[0]?.root;
  if (root === undefined) throw new Error('an X server without a screen');
  try {
    return await use(opened.client, root);
  } finally {
    opened.client.terminate();
  }
}

function promised<T>(start: (done: (error: Error | null, value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => (error === null || error === undefined ? resolve(value) : reject(error)));
  });
}
