/** The floor of `bench -- relay`: a bare `ws` server that pairs sockets by the path they open and forwards every message. */
import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
const waiting = new Map<string, WebSocket>();

sockets.on('connection', (socket, request) => {
  const pair = request.url ?? '';
  const other = waiting.get(pair);
  if (other === undefined) {
    waiting.set(pair, socket);
    return;
  }
  waiting.delete(pair);
  socket.on('message', (data) => other.send(data, { binary: false }));
  other.on('message', (data) => socket.send(data, { binary: false }));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.stdout.write(`${JSON.stringify({ msg: 'listening', url: `http://127.0.0.1:${address.port}` })}\n`);
});
