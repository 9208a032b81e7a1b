/** `node signaling/src/main.ts --port P --data DIR`: the relay alone, until it is told to stop. */
import { parseArgs } from 'node:util';
import { parseLimits } from './limits.ts';
import { createLog } from './log.ts';
import { type RelayOptions, startRelay } from './relay.ts';
import { readSiteFile } from './site-file.ts';
import { readTurnConfig, type TurnConfig, TURN_PROBLEMS } from './turn/turn-config.ts';

const DEFAULT_PORT = 8080;
const DEFAULT_DATA = '.data/relay';
/** A stop that hangs is ended by force; every committed row is safe. */
const LAST_STOP_MS = 10_000;

const log = createLog('info');

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: String(DEFAULT_PORT) },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string', default: DEFAULT_DATA },
    'public-url': { type: 'string' },
    /** The address of a TLS proxy in front, whose X-Forwarded-For is believed. */
    'trusted-proxy': { type: 'string' },
    /** JSON of limits that differ from the built-in ones: for benches and unusual sites. */
    limits: { type: 'string' },
    /**
     * A JSON file of what the site says of itself: name, session types, phone numbers. Unsigned, for development; a config
     * that was pushed (`admin config push`) takes its place.
     */
    site: { type: 'string' },
  },
});

const turn = readTurnConfig(process.env);
if (!turn.ok) {
  process.stderr.write(`${TURN_PROBLEMS[turn.code]}\n`);
  process.exit(1);
}

const site = values.site === undefined ? null : readSiteFile(values.site);
if (site?.ok === false) {
  process.stderr.write(`${site.code}\n`);
  process.exit(1);
}

function options(turnConfig: TurnConfig | null): RelayOptions {
  const publicUrl = values['public-url'];
  const trustedProxy = values['trusted-proxy'];
  return {
    dataDir: values.data,
    host: values.host,
    port: Number(values.port),
    log,
    turn: turnConfig,
    ...(site?.ok === true ? { site: site.value } : {}),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(trustedProxy === undefined ? {} : { trustedProxy }),
    ...(values.limits === undefined ? {} : { limits: parseLimits(values.limits) }),
  };
}

process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'stopped by a fault');
  process.exit(1);
});

const relay = await startRelay(options(turn.value)).catch((error: unknown) => {
  log.fatal({ err: error }, 'could not start');
  process.exit(1);
});

let isStopping = false;
function stop(): void {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(1), LAST_STOP_MS).unref();
  relay.close().then(
    () => process.exit(0),
    (error: unknown) => {
      log.fatal({ err: error }, 'could not stop cleanly');
      process.exit(1);
    },
  );
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
