/**
 * `npm run soak -- recording` (T22): a console is killed at a random moment while it records, a hundred times
 * (`SOAK_RUNS`). Each time what is on the disk opens, is finished at the next start with at most three seconds lost, and
 * plays in the console; nothing is written over.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { startDisplay } from '../displays.ts';
import { CsrConsole } from '../support/csr.ts';
import { CSR, launchConsole, startRelayProcess, temporaryProfile } from '../support/programs.ts';

const RUNS = Number(process.env['SOAK_RUNS'] ?? 100);
const MAX_LOST_SECONDS = 3;
const [LEAST_MS, MOST_MS] = [2_000, 9_000];

await using display = await startDisplay({ width: 1440, height: 900 });
await using relay = await startRelayProcess();
using profile = temporaryProfile();
const folder = mkdtempSync(path.join(tmpdir(), 'alongside-soak-'));
const lost: number[] = [];
try {
  for (let run = 1; run <= RUNS; run += 1) {
    const recordedSeconds = await recordAndKill();
    const [part] = filesEndingIn('.part');
    if (part === undefined) throw new Error(`run ${run}: nothing on the disk`);
    secondsOf(part);
    await finishAndPlay(run);
    const films = filesEndingIn('.webm');
    if (films.length !== run) throw new Error(`run ${run}: ${films.length} films`);
    const newest = films.at(-1) ?? '';
    const gone = recordedSeconds - secondsOf(newest);
    lost.push(gone);
    process.stderr.write(`recording: ${run} of ${RUNS}, lost ${gone.toFixed(1)} s\n`);
    if (gone > MAX_LOST_SECONDS) throw new Error(`run ${run}: ${gone.toFixed(1)} s lost`);
  }
  const most = Math.max(...lost);
  console.log(
    JSON.stringify({ name: 'recording', runs: RUNS, ok: RUNS, mostLostSeconds: Number(most.toFixed(1)) }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Answers with what the recorder showed last. */
async function recordAndKill(): Promise<number> {
  const { app, csr } = await open();
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, folder);
  await csr.startSession();
  await csr.toolbar('Record').click();
  const settings = csr.page.getByRole('dialog', { name: 'Recording settings' });
  await settings.getByRole('button', { name: 'Choose a folder' }).click();
  await settings.getByRole('button', { name: 'Start recording' }).click();
  const recorder = csr.page.getByRole('complementary', { name: 'Recorder' });
  await recorder.getByText('Recorded', { exact: true }).waitFor();
  await new Promise((resolve) => setTimeout(resolve, LEAST_MS + Math.random() * (MOST_MS - LEAST_MS)));
  const clock = (await recorder.getByRole('definition').first().textContent()) ?? '';
  app.process().kill('SIGKILL');
  await new Promise((resolve) => app.process().once('exit', resolve));
  const [minutes = '0', seconds = '0'] = clock.split(':');
  return Number(minutes) * 60 + Number(seconds);
}

async function finishAndPlay(run: number): Promise<void> {
  const { app, csr } = await open();
  const deadline = Date.now() + 15_000;
  while (filesEndingIn('.part').length > 0) {
    if (Date.now() > deadline) throw new Error(`run ${run}: not finished`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await csr.page.getByRole('button', { name: 'Recordings' }).click();
  await csr.page
    .getByRole('button', { name: /^Play / })
    .first()
    .click();
  const film = csr.page.getByRole('region', { name: 'Player' }).locator('video');
  await film.waitFor();
  await csr.page.waitForFunction(
    () => (document.querySelector('section video') as HTMLVideoElement).readyState > 1,
  );
  await app.close();
}

async function open(): Promise<{ readonly app: ElectronApplication; readonly csr: CsrConsole }> {
  const app = await launchConsole({ display: display.name, relay: relay.url, profile: profile.path });
  const csr = new CsrConsole(await app.firstWindow());
  await csr.signIn(CSR);
  return { app, csr };
}

/** The newest last. */
function filesEndingIn(ending: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name))
    .toSorted((one, other) => statSync(one).mtimeMs - statSync(other).mtimeMs);
}

/** Throws where ffprobe cannot open it; 0 where it names no duration. */
function secondsOf(film: string): number {
  const args = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'default=nw=1:nk=1', film];
  return Number(execFileSync('ffprobe', args, { encoding: 'utf8' })) || 0;
}
