/** The process edge where a bug of ours ends up: its name and place on stderr, never what was being handled. */

export function reportBug(error: unknown, name: string): void {
  const trace = error instanceof Error ? (error.stack ?? error.message) : 'not an error';
  process.stderr.write(`console: ${name} failed\n${trace}\n`);
}
