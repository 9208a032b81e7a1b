/** A session is recorded with everybody's yes: declined, allowed, paused, kept; the file shows and sounds what was. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type ElectronApplication, type Locator } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { expectNoBarrier } from './support/barriers.ts';
import { FAKE_DEVICES, loudness } from './support/call.ts';
import { electronPath, launchTarget, ROOT, startRelayProcess } from './support/programs.ts';
import { joinedSession, type JoinedSession } from './support/session.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const SCREEN = { width: 1600, height: 900 };
const CSR_SCREEN = { width: 1500, height: 950 };
const PICTURES = path.join(ROOT, 'test-results', 'recording');

test('a session is recorded with a yes, seen to be recorded by everybody, and kept', async () => {
  test.setTimeout(180_000);
  mkdirSync(PICTURES, { recursive: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'alongside-recordings-'));
  try {
    await using customerDisplay = await startDisplay({ ...SCREEN, windowManager: true });
    await using csrDisplay = await startDisplay(CSR_SCREEN);
    await using relay = await startRelayProcess();
    await using _target = await launchTarget({ display: customerDisplay.name, size: SCREEN });
    const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
    await using session = await joinedSession(relay, displays, { flags: FAKE_DEVICES });
    const { csr, customer, consoleApp } = session;
    await talkAndShow(session);
    await chooseFolder(consoleApp, folder);

    await startRecording(session);
    await (await customer.consent()).screenshot({ path: path.join(PICTURES, 'consent.png') });
    await customer.decline();
    await expect(csr.page.getByText('Aunt Soonja declined.')).toBeVisible();
    expect(readdirSync(folder)).toEqual([]);

    await startRecording(session);
    await customer.allow();
    const recorder = csr.page.getByRole('complementary', { name: 'Recorder' });
    await expect(recorder.getByRole('status')).toHaveText('Recording');
    await expect(customer.page.getByText('Kim Minji is recording what you show and say')).toBeVisible();
    await customer.page.screenshot({ path: path.join(PICTURES, 'helper.png') });
    await expect.poll(() => seconds(recorder)).toBeGreaterThanOrEqual(3);
    await csr.chat('Please press the green button');
    await expect.poll(() => seconds(recorder), { timeout: 15_000 }).toBeGreaterThanOrEqual(6);
    await csr.page.screenshot({ path: path.join(PICTURES, 'recorder.png') });
    await expectNoBarrier(csr.page);

    await recorder.getByRole('button', { name: 'Pause' }).click();
    await expect(customer.page.getByText('Kim Minji has paused recording')).toBeVisible();
    const paused = await seconds(recorder);
    await csr.chat('not for the record');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await seconds(recorder)).toBe(paused);
    await recorder.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(() => seconds(recorder), { timeout: 15_000 }).toBeGreaterThanOrEqual(paused + 3);
    await recorder.getByRole('button', { name: 'Stop' }).click();
    await expect(csr.page.getByText(/The recording is kept: /)).toBeVisible({ timeout: 15_000 });
    await expect(customer.page.getByText('Kim Minji is recording what you show and say')).toBeHidden();

    const names = readdirSync(folder).toSorted();
    expect(names).toHaveLength(2);
    const [trackName = '', filmName = ''] = names;
    expect(filmName).toMatch(/^\d{4}-\d\d-\d\d \d\d-\d\d Aunt Soonja\.webm$/);
    const film = path.join(folder, filmName);
    const probed = probe(film);
    expect(probed.seconds).toBeGreaterThan(paused + 2);
    expect(probed.seconds).toBeLessThan(paused + 8);
    expect(probed.kinds).toEqual(['audio', 'video']);
    expect(isTone(film)).toBe(true);
    const track = readFileSync(path.join(folder, trackName), 'utf8');
    expect(track).toContain('Please press the green button');
    expect(track).not.toContain('not for the record');
    expect(track).toMatch(/"kind":"window"/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function talkAndShow({ csr, customer }: JoinedSession): Promise<void> {
  await csr.toolbar('Audio').click();
  await csr.page.getByRole('button', { name: 'Join by internet' }).click();
  const question = customer.page.getByRole('alert', { name: 'Kim Minji is talking. Join too?' });
  await question.getByRole('button', { name: 'Join by internet' }).click();
  await expect.poll(() => loudness(csr.page), { timeout: 20_000 }).toBeGreaterThan(0.005);
  await csr.toolbar('Audio').click();
  await csr.request('Request to view desktop');
  await customer.allow();
  await csr.waitForPicture();
}

/** Stands for the person in the system's own dialog. */
function chooseFolder(consoleApp: ElectronApplication, folder: string): Promise<void> {
  return consoleApp.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, folder);
}

async function startRecording({ csr }: JoinedSession): Promise<void> {
  await csr.toolbar('Record').click();
  const dialog = csr.page.getByRole('dialog', { name: 'Recording settings' });
  await dialog.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(dialog.getByText(/alongside-recordings-/)).toBeVisible();
  await csr.page.screenshot({ path: path.join(PICTURES, 'settings.png') });
  await dialog.getByRole('button', { name: 'Start recording' }).click();
}

async function seconds(recorder: Locator): Promise<number> {
  const clock = (await recorder.getByRole('definition').first().textContent()) ?? '';
  const [minutes = '0', rest = '0'] = clock.split(':');
  return Number(minutes) * 60 + Number(rest);
}

function probe(film: string): { readonly seconds: number; readonly kinds: readonly string[] } {
  const args = ['-v', 'error', '-show_entries', 'format=duration:stream=codec_type', '-of', 'json', film];
  const { format, streams } = JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8' })) as {
    readonly format: { readonly duration: string };
    readonly streams: readonly { readonly codec_type: string }[];
  };
  return { seconds: Number(format.duration), kinds: streams.map(({ codec_type: kind }) => kind).toSorted() };
}

/** The beep of the microphone that stands in is heard in it. */
function isTone(film: string): boolean {
  const sound = execFileSync('ffmpeg', ['-v', 'error', '-i', film, '-f', 's16le', '-ac', '1', '-'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  let loudest = 0;
  for (let at = 0; at + 1 < sound.length; at += 2)
    loudest = Math.max(loudest, Math.abs(sound.readInt16LE(at)));
  return loudest > 1_000;
}
