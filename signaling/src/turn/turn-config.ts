/** `TURN_URL`, `TURN_SECRET` and `TURN_ONLY` of the environment, checked once at the start. Makes no credentials. */
import { fail, ok, type Result, turnUrlSchema } from '@alongside/protocol';

export type TurnConfig = {
  /** As browsers take them, RFC 7065. */
  readonly urls: readonly string[];
  /** Shared with the TURN server: coturn's `static-auth-secret`. */
  readonly secret: string;
  /** Nobody connects directly. */
  readonly only: boolean;
};

type TurnProblem = 'bad-url' | 'too-many-urls' | 'secret-missing' | 'url-missing' | 'bad-only' | 'only-alone';

export const TURN_PROBLEMS: Readonly<Record<TurnProblem, string>> = {
  'bad-url':
    'TURN_URL must be turn:HOST[:PORT] or turns:HOST[:PORT], with or without ?transport=udp or ?transport=tcp; several are separated by commas.',
  'too-many-urls': 'TURN_URL must not name more than eight addresses.',
  'secret-missing': 'TURN_URL needs TURN_SECRET, the static-auth-secret of the TURN server.',
  'url-missing': 'TURN_SECRET needs TURN_URL, the address of the TURN server.',
  'bad-only': 'TURN_ONLY must be 1 or 0.',
  'only-alone': 'TURN_ONLY=1 needs TURN_URL and TURN_SECRET: nobody could connect.',
};

const MAX_URLS = 8;

/** Null where no TURN server is named; an empty variable counts as none. */
export function readTurnConfig(
  env: Readonly<Record<string, string | undefined>>,
): Result<TurnConfig | null, TurnProblem> {
  const url = env['TURN_URL']?.trim() ?? '';
  const secret = env['TURN_SECRET'] ?? '';
  const only = env['TURN_ONLY'] ?? '';
  if (!['', '0', '1'].includes(only)) return fail('bad-only');
  if (url === '' && secret !== '') return fail('url-missing');
  if (url !== '' && secret === '') return fail('secret-missing');
  if (url === '') return only === '1' ? fail('only-alone') : ok(null);
  const urls = url.split(',').map((each) => each.trim());
  if (urls.length > MAX_URLS) return fail('too-many-urls');
  const isGood = urls.every((each) => turnUrlSchema.safeParse(each).success);
  return isGood ? ok({ urls, secret, only: only === '1' }) : fail('bad-url');
}
