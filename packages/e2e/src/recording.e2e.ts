/** A session is recorded with everybody's yes: declined, allowed, paused, kept; the file shows and sounds what was. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type ElectronApplication, type Locator } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { expectNoBarrier } from './support/barriers.ts';
import { FAKE_DEVICES, loudness } from './support/call.ts';
import { CsrConsole } from './support/csr.ts';
import {
  CSR,
  electronPath,
  launchConsole,
  launchTarget,
  ROOT,
  startRelayProcess,
  temporaryProfile,
} from './support/programs.ts';
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
    await expect(recorder.getByText(/The recording is kept: /)).toBeVisible({ timeout: 15_000 });
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

    await recorder.getByRole('button', { name: 'Offer the customers a copy' }).click();
    await expect(customer.page.getByRole('button', { name: /^Save \d.*\.webm$/ })).toBeVisible();

    await csr.end('done');
    await playBack(session, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a console that is killed while it records leaves a film that plays, and finishes it at its next start', async () => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'alongside-recordings-'));
  try {
    await using customerDisplay = await startDisplay({ ...SCREEN, windowManager: true });
    await using csrDisplay = await startDisplay(CSR_SCREEN);
    await using relay = await startRelayProcess();
    await using _target = await launchTarget({ display: customerDisplay.name, size: SCREEN });
    using profile = temporaryProfile();
    const launch = () => launchConsole({ display: csrDisplay.name, relay: relay.url, profile: profile.path });
    const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
    let written = 0;
    {
      await using session = await joinedSession(relay, displays, { consoleProfile: profile.path });
      await session.csr.request('Request to view desktop');
      await session.customer.allow();
      await session.csr.waitForPicture();
      await chooseFolder(session.consoleApp, folder);
      await startRecording(session);
      await session.customer.allow();
      const recorder = session.csr.page.getByRole('complementary', { name: 'Recorder' });
      await expect.poll(() => seconds(recorder), { timeout: 20_000 }).toBeGreaterThanOrEqual(6);
      written = await seconds(recorder);
      session.consoleApp.process().kill('SIGKILL');
    }
    const [part = ''] = readdirSync(folder).filter((name) => name.endsWith('.part'));
    expect(probe(path.join(folder, part)).kinds).toEqual(['audio', 'video']);

    const again = await launch();
    try {
      const csr = new CsrConsole(await again.firstWindow());
      await csr.signIn(CSR);
      await expect.poll(() => readdirSync(folder).filter((name) => name.endsWith('.webm')).length).toBe(1);
      const [film = ''] = readdirSync(folder).filter((name) => name.endsWith('.webm'));
      expect(probe(path.join(folder, film)).seconds).toBeGreaterThan(written - 3);
      await csr.page.getByRole('button', { name: 'Recordings' }).click();
      await expect(csr.page.getByRole('button', { name: 'Play Aunt Soonja' })).toBeVisible();
    } finally {
      await again.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** From home: it plays, shows the customer's pixels, is searched and jumped in, and leaves as MP4 with chapters. */
async function playBack({ csr, consoleApp }: JoinedSession, folder: string): Promise<void> {
  await csr.page.getByRole('button', { name: 'Recordings' }).click();
  const dialog = csr.page.getByRole('dialog', { name: 'Recordings' });
  await expect(dialog.getByText('Aunt Soonja')).toBeVisible();
  await csr.page.screenshot({ path: path.join(PICTURES, 'library.png') });
  await dialog.getByRole('button', { name: 'Play Aunt Soonja' }).click();
  const player = csr.page.getByRole('region', { name: 'Player' });
  const film = player.locator('video');
  await expect
    .poll(() => film.evaluate((element) => (element as HTMLVideoElement).readyState))
    .toBeGreaterThan(1);

  await player.getByRole('searchbox', { name: 'Search in this recording' }).fill('GREEN button');
  const line = player.getByRole('button', { name: /Please press the green button/ });
  await line.click();
  await expect
    .poll(() => film.evaluate((element) => (element as HTMLVideoElement).currentTime))
    .toBeGreaterThan(2);
  await expect.poll(() => creamShare(film)).toBeGreaterThan(0.3);
  await player.getByRole('combobox', { name: 'Speed' }).selectOption('4');
  expect(await film.evaluate((element) => (element as HTMLVideoElement).playbackRate)).toBe(4);
  await csr.page.screenshot({ path: path.join(PICTURES, 'player.png') });
  await expectNoBarrier(csr.page);

  const file = path.join(folder, 'out.mp4');
  await consoleApp.evaluate(({ dialog: box }, filePath) => {
    box.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await player.getByRole('button', { name: 'Export as MP4' }).click();
  await expect(player.getByText('Exported')).toBeVisible({ timeout: 15_000 });
  const chapters = execFileSync('ffprobe', ['-v', 'error', '-show_chapters', file], { encoding: 'utf8' });
  expect(chapters).toContain('title=Kim Minji: Please press the green button');
}

/** How much of the picture has the colour of the customer's page. */
function creamShare(film: Locator): Promise<number> {
  return film.evaluate((element) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [160, 90];
    const context = canvas.getContext('2d');
    if (context === null || !(element instanceof HTMLVideoElement)) throw new Error('no picture');
    context.drawImage(element, 0, 0, 160, 90);
    const { data } = context.getImageData(0, 0, 160, 90);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      if (red > 225 && green > 220 && blue > 205 && red - blue > 4) count += 1;
    }
    return count / (160 * 90);
  });
}

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
