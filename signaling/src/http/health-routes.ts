/** For whoever runs the relay: alive, ready, and its figures. */
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics.ts';
import { isLocal } from '../sockets/client-address.ts';

export function addHealthRoutes(app: FastifyInstance, metrics: Metrics, isReady: () => boolean): void {
  app.get('/livez', (_request, reply) => reply.send({ live: true }));
  app.get('/readyz', (_request, reply) => reply.code(isReady() ? 200 : 503).send({ ready: isReady() }));
  // How much a relay does is nobody's business outside; a collector runs beside it.
  app.get('/metrics', async (request, reply) =>
    isLocal(request.raw) ? reply.type(metrics.contentType).send(await metrics.text()) : reply.callNotFound(),
  );
}
