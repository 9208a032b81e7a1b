/** The relay's log: JSON lines, one per step of a life. Never codes, tokens, passwords, SDP or names. */
import { type DestinationStream, type Logger, pino } from 'pino';

/** A second net below the rule that nobody passes these at all. */
const SECRET_KEYS =
  'authorization cookie password token ticket resumeToken code device secret data sdp email notes headers body'.split(
    ' ',
  );
/** A line's own `name` is the program and its own `url` is where we listen; deeper ones are people's. */
const LINE_KEYS = ['name', 'url'];

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export function createLog(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    name: 'relay',
    level,
    base: { pid: process.pid },
    redact: {
      paths: [...SECRET_KEYS, ...LINE_KEYS].flatMap((key) => [`*.${key}`]).concat(SECRET_KEYS),
      censor: '[redacted]',
    },
    serializers: { err: safeError },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** A library's message may quote what it choked on; its kind and place are enough to find the bug. */
function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { type: error.name, errorCode: code, stack: frames.slice(0, 12).join('\n') };
}

export type { Logger } from 'pino';
