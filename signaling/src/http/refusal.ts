/** How our HTTP calls say no: `{code}` with a fitting status, and nothing else. */
import type { HttpErrorCode } from '@alongside/protocol';
import type { FastifyReply } from 'fastify';

const STATUS: Record<HttpErrorCode, number> = {
  'bad-message': 400,
  'bad-credentials': 401,
  'not-signed-in': 401,
  'invite-invalid': 404,
  'not-found': 404,
  'session-full': 409,
  'too-many': 429,
  'storage-full': 507,
  'version-unsupported': 426,
};

export function refuse(reply: FastifyReply, code: HttpErrorCode): FastifyReply {
  return reply.code(STATUS[code]).send({ code });
}
