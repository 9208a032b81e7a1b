/** Reads our own flags from a command line. Pure; what a flag means is the app's matter. */

/** Longer values are refused: the longest honest one is a join link. */
const maxValueLength = 2_048;

type FlagSpec = {
  /** `--name=value` */
  readonly values: readonly string[];
  /** `--name` */
  readonly switches: readonly string[];
};

type Flags<S extends FlagSpec> = {
  readonly values: Readonly<Partial<Record<S['values'][number], string>>>;
  readonly switches: Readonly<Record<S['switches'][number], boolean>>;
  /** Names of flags of ours whose value was empty, too long or held control characters. */
  readonly refused: readonly string[];
};

/**
 * Flags that are not in the spec (Electron's own, say) are passed over. Of a flag given twice the first counts.
 * Reading stops at `--` and at a deep link: what follows a link was written by whoever made the link.
 */
export function parseFlags<const S extends FlagSpec>(argv: readonly string[], spec: S): Flags<S> {
  const values = new Map<string, string>();
  const switches = new Set<string>();
  const refused = new Set<string>();
  for (const argument of argv) {
    if (argument === '--' || isLink(argument)) break;
    const [, name = '', value] = /^--([a-z-]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (value === undefined && spec.switches.includes(name)) switches.add(name);
    if (!spec.values.includes(name) || values.has(name)) continue;
    if (isHonest(value)) values.set(name, value);
    else refused.add(name);
  }
  return {
    // The maps hold names of the spec only.
    values: Object.fromEntries(values) as Flags<S>['values'],
    switches: Object.fromEntries(
      spec.switches.map((name) => [name, switches.has(name)]),
    ) as Flags<S>['switches'],
    refused: [...refused],
  };
}

function isLink(argument: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(argument);
}

function isHonest(value: string | undefined): value is string {
  return value !== undefined && value !== '' && value.length <= maxValueLength && !/\p{Cc}/u.test(value);
}
