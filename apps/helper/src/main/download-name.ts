/** What the program was called when it was downloaded: the one place where a code may come along with it. */
import path from 'node:path';

/** An AppImage and a portable exe unpack themselves and say where they came from. */
export function downloadName(): string {
  const { APPIMAGE, PORTABLE_EXECUTABLE_FILE } = process.env;
  return path.basename(APPIMAGE ?? PORTABLE_EXECUTABLE_FILE ?? process.execPath);
}
