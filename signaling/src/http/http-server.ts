/** The HTTP side: Fastify over a server of our own, whose time limits are the relay's. Lists its routes and no more. */
import { createServer, type Server } from 'node:http';
import { fastify, type FastifyInstance } from 'fastify';
import { addAuthRoutes, type AuthDoor } from '../accounts/auth-routes.ts';
import type { Relay } from '../context.ts';
import { addJoinRoutes } from '../invites/join-routes.ts';
import type { OriginRule } from '../sockets/origins.ts';
import { addAccountRoutes } from './account-routes.ts';
import { createAddressRate } from './address-rate.ts';
import { addHeaders } from './headers.ts';
import { addHealthRoutes } from './health-routes.ts';
import { addPages, type PageDirs } from './pages.ts';
import { refuse } from './refusal.ts';

const CHECK_INTERVAL_MS = 1_000;
const MAX_PATH_PARAM = 100;

type HttpDoor = AuthDoor & {
  readonly isHttps: boolean;
  readonly isAllowed: OriginRule;
  readonly isReady: () => boolean;
  readonly pages: PageDirs;
};

type HttpSide = { readonly app: FastifyInstance; readonly server: Server };

export async function createHttp(door: HttpDoor): Promise<HttpSide> {
  const { relay } = door;
  const { limits } = relay;
  const server = createServer({
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: CHECK_INTERVAL_MS,
  });
  const app = fastify({
    serverFactory: (handler) => server.on('request', handler),
    bodyLimit: limits.httpBodyBytes,
    routerOptions: { maxParamLength: MAX_PATH_PARAM },
    logger: false,
    forceCloseConnections: 'idle',
  });
  addRefusals(app, relay);
  addHeaders(app, door.isHttps, door.isAllowed);
  addHealthRoutes(app, relay.metrics, door.isReady);
  addAccountRoutes(app, relay);
  addAuthRoutes(app, door);
  addJoinRoutes(app, relay);
  await addPages(app, door.pages);
  await app.ready();
  return { app, server };
}

function addRefusals(app: FastifyInstance, relay: Relay): void {
  const mayAsk = createAddressRate(relay.limits.httpRequestsPerAddressPerSecond, relay.now);
  app.addHook('onRequest', async (request, reply) =>
    mayAsk(relay.addressOf(request.raw)) ? undefined : refuse(reply, 'too-many'),
  );
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'not-found' }));
  app.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error);
    if (status >= 500) relay.log.error({ err: error }, 'a request could not be answered');
    // Fastify's own words quote the request; a code says enough.
    return reply.code(status).send({ code: status >= 500 ? 'failed' : 'bad-message' });
  });
}

function statusOf(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 ? status : 500;
}
