/** What T14 asks for, at random: sizes from one byte on, every kind of break, several to a file. */
import { createHash, randomFillSync } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transferInterrupted, type Interruption } from './transfer.ts';

const KINDS: readonly Interruption[] = ['cut', 'kill-receiver', 'kill-sender'];
const MOST_BREAKS = 3;
/** The first file, the largest, meets each kind. */
const ALL_KINDS = KINDS.map((kind, index) => ({ at: 0.2 + index * 0.3, kind }));

function atRandom() {
  return Array.from({ length: Math.ceil(Math.random() * MOST_BREAKS) }, () => Math.random())
    .toSorted((a, b) => a - b)
    .map((at) => ({ at, kind: KINDS[Math.floor(Math.random() * KINDS.length)] ?? 'cut' }));
}

/** Security.md T14. Blocks travel with a head of their own. */
const MAX_RESENT_PER_BREAK = 1024 * 1024;

/** Throws at the first that did not arrive as it was sent. */
export async function playInterrupted(
  runs: number,
  maxBytes: number,
  onRun: (run: number, size: number) => void = () => undefined,
): Promise<{ readonly breaks: number; readonly mostResentBytes: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-interrupted-'));
  let [breaks, mostResentBytes] = [0, 0];
  try {
    for (let run = 1; run <= runs; run += 1) {
      const size = run === 1 ? maxBytes : Math.floor(maxBytes ** Math.random());
      const [source, target] = [join(folder, `${run}.bin`), join(folder, String(run))];
      const content = randomFillSync(Buffer.allocUnsafe(size));
      writeFileSync(source, content);
      mkdirSync(target);
      const interruptions = run === 1 ? ALL_KINDS : atRandom();
      const outcome = await transferInterrupted({ source, size, folder: target, interruptions });
      const said = `run ${run}, ${size} bytes, ${JSON.stringify(interruptions)}`;
      if (outcome.sha256 !== createHash('sha256').update(content).digest('hex')) {
        throw new Error(`another file arrived: ${said}`);
      }
      const resent = outcome.breaks === 0 ? 0 : outcome.resentBytes / outcome.breaks;
      if (resent > MAX_RESENT_PER_BREAK)
        throw new Error(`${Math.round(resent)} bytes sent twice a break: ${said}`);
      breaks += outcome.breaks;
      mostResentBytes = Math.max(mostResentBytes, resent);
      rmSync(source);
      rmSync(target, { recursive: true });
      onRun(run, size);
    }
    return { breaks, mostResentBytes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
