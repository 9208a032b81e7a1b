/**
 * A TURN server behind a bad line: every datagram between it and its clients is late, and some never come. Two clients
 * that meet by it have the line twice, once on each side.
 */
import { createHmac, randomInt } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { startCoturn } from '../turn/coturn.ts';

type LineQuality = {
  /** Of each direction, from one client to the other, in ms. */
  readonly delayMs: number;
  /** Of each direction, from one client to the other, 0 to 1. */
  readonly loss: number;
};

export type BadLine = AsyncDisposable & {
  /** For `TURN_URL` and `TURN_SECRET` of the relay. */
  readonly url: string;
  readonly secret: string;
  /** For a connection that asks no relay. */
  readonly ice: RTCConfiguration;
  /** Nothing gets through while it is cut. */
  cut(isCut: boolean): void;
};

const SECRET = 'the secret of the TURN server in this bench';
/** Below those that the system gives out by itself. */
const PORTS = { from: 20_000, to: 30_000 };
const CREDENTIAL_SECONDS = 3_600;

export async function openBadLine(quality: LineQuality): Promise<BadLine> {
  const stack = new AsyncDisposableStack();
  const address = ownAddress();
  const server = { address, port: randomInt(PORTS.from, PORTS.to) };
  stack.use(await startCoturn({ ...server, secret: SECRET }));
  const line = new Line(quality, server);
  stack.defer(() => line.close());
  const url = `turn:${address}:${await line.open(address)}?transport=udp`;
  const username = `${Math.floor(Date.now() / 1000) + CREDENTIAL_SECONDS}:floor`;
  const credential = createHmac('sha1', SECRET).update(username).digest('base64');
  return {
    url,
    secret: SECRET,
    ice: { iceServers: [{ urls: url, username, credential }], iceTransportPolicy: 'relay' },
    cut: (isCut) => line.cut(isCut),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

class Line {
  readonly #delayMs: number;
  readonly #loss: number;
  readonly #server: { readonly address: string; readonly port: number };
  readonly #front = createSocket('udp4');
  /** Towards the server, one for each client, so that it can tell them apart. */
  readonly #backs = new Map<string, Socket>();
  #isCut = false;
  #isClosed = false;

  constructor(quality: LineQuality, server: { readonly address: string; readonly port: number }) {
    this.#delayMs = quality.delayMs / 2;
    this.#loss = 1 - Math.sqrt(1 - quality.loss);
    this.#server = server;
  }

  async open(address: string): Promise<number> {
    this.#front.on('message', (data, from) => {
      const back = this.#backOf(from);
      this.#carry(() => back.send(data, this.#server.port, this.#server.address));
    });
    this.#front.bind(0, address);
    await once(this.#front, 'listening');
    return this.#front.address().port;
  }

  cut(isCut: boolean): void {
    this.#isCut = isCut;
  }

  close(): void {
    this.#isClosed = true;
    for (const socket of [this.#front, ...this.#backs.values()]) socket.close();
  }

  #backOf({ address, port }: RemoteInfo): Socket {
    const client = `${address}:${port}`;
    const known = this.#backs.get(client);
    if (known !== undefined) return known;
    const back = createSocket('udp4');
    back.on('message', (data) => this.#carry(() => this.#front.send(data, port, address)));
    this.#backs.set(client, back);
    return back;
  }

  #carry(send: () => void): void {
    if (this.#isCut || Math.random() < this.#loss) return;
    setTimeout(() => {
      if (!this.#isClosed) send();
    }, this.#delayMs);
  }
}

/** Browsers send nothing from their own address to a loopback one. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const found = all.find(({ family, internal }) => family === 'IPv4' && !internal);
  if (found === undefined) throw new Error('this machine has no address but loopback');
  return found.address;
}
