/**
 * Whether macOS lets this program inject input. Without the Accessibility permission events vanish in silence there.
 * Asks the system, never the user: nut-js itself would put up the system's prompt at its first call.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const ASK_TIMEOUT_MS = 3_000;
const ASK_SYSTEM = [
  "ObjC.import('ApplicationServices')",
  "ObjC.bindFunction('AXIsProcessTrusted', ['bool', []])",
  '$.AXIsProcessTrusted()',
].join(';');

/**
 * By the system's own scripting, which answers for the program that started it. Only a clear no counts: a machine
 * where scripting is switched off may still permit injection.
 */
export async function isTrustedByMac(): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)('osascript', ['-l', 'JavaScript', '-e', ASK_SYSTEM], {
      timeout: ASK_TIMEOUT_MS,
    });
    return stdout.trim() !== 'false';
  } catch {
    return true;
  }
}
