/** The process edge where a bug of ours ends up: its name and place on stderr, never what was being handled. */

/** One line per step that somebody may ask about: never names, codes or keys. */
export function reportStep(step: string, detail: Readonly<Record<string, string>> = {}): void {
  process.stderr.write(`console: ${step} ${JSON.stringify(detail)}\n`);
}

export function reportBug(error: unknown, name: string): void {
  const trace = error instanceof Error ? (error.stack ?? error.message) : 'not an error';
  process.stderr.write(`console: ${name} failed\n${trace}\n`);
}
