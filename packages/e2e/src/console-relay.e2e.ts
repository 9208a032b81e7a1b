/** What a CSR reads when the relay cannot be reached: which trouble it is. */
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { hasOpenssl, startSelfSigned } from './helper/self-signed.ts';
import { electronPath, launchConsole, temporaryProfile } from './support/programs.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

test('a relay whose certificate is wrong is told apart from one that is away', async () => {
  test.skip(!hasOpenssl(), 'openssl is not installed');
  await using display = await startDisplay({ width: 1280, height: 800 });
  await using server = await startSelfSigned();
  for (const [relay, said] of [
    [`https://127.0.0.1:${server.port}`, 'certificate isn’t valid'],
    ['http://127.0.0.1:18799', 'can’t be reached'],
  ] as const) {
    using profile = temporaryProfile();
    const app = await launchConsole({ display: display.name, relay, profile: profile.path });
    try {
      const page = await app.firstWindow();
      await expect(page.getByText(said)).toBeVisible();
    } finally {
      await app.close();
    }
  }
});
