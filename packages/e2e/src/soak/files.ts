/**
 * `npm run soak -- files` (T14): 300 files (`SOAK_RUNS`) of one byte to 300 MB go from disk to disk while the line is cut
 * and sender and receiver are killed at random moments; each arrives as it was sent, with at most the channel sent twice.
 */
import { playInterrupted } from '../interrupted/plan.ts';

const RUNS = Number(process.env['SOAK_RUNS'] ?? 300);
const MAX_BYTES = 300_000_000;

const { breaks, mostResentBytes } = await playInterrupted(RUNS, MAX_BYTES, (run, size) => {
  if (run % 10 === 0) process.stderr.write(`files: ${run} of ${RUNS}, the last of ${size} bytes\n`);
});
const mebibytes = (mostResentBytes / 1024 / 1024).toFixed(2);
console.log(
  `files: ${RUNS} of ${RUNS} arrived, ${breaks} breaks, at most ${mebibytes} MiB sent twice a break`,
);
