/** Security headers of every answer, and which web origins may read our API. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OriginRule } from '../sockets/origins.ts';

const HSTS = 'max-age=31536000';

// 'self' covers our own sockets too (CSP 3), whatever name the relay is reached by.
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Mantine writes its colour scheme and component variables into style elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob: mediastream:",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function addHeaders(app: FastifyInstance, isHttps: boolean, isAllowed: OriginRule): void {
  const common = {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // The address of a join page holds its token.
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(self), microphone=(self), display-capture=(self), geolocation=()',
    ...(isHttps ? { 'strict-transport-security': HSTS } : {}),
  };
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(common);
    if (!isApi(request)) return undefined;
    reply.headers({ 'cache-control': 'no-store', vary: 'origin' });
    const { origin } = request.headers;
    if (!isAllowed(origin)) return reply.code(403).send({ code: 'not-allowed' });
    return origin === undefined ? undefined : allow(request, reply, origin);
  });
}

function isApi(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/');
}

/** No credentials flag: we know people by bearer tokens, never by cookies. */
function allow(request: FastifyRequest, reply: FastifyReply, origin: string): FastifyReply | undefined {
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'set-auth-token, retry-after',
    'cross-origin-resource-policy': 'cross-origin',
  });
  if (request.method !== 'OPTIONS') return undefined;
  return reply
    .code(204)
    .headers({
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '600',
    })
    .send();
}
