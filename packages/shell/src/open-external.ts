/** The one place that opens something outside our windows: https, only origins on the app's list; folders, never files. */

import { fail, ok, type Result } from '@alongside/protocol';
import { shell } from 'electron';
import { isAllowedExternal } from './external-url.ts';

export type ExternalOpener = (url: string) => Promise<Result<undefined, 'not-allowed' | 'failed'>>;

/** @param allowed origins such as `https://alongside.example` */
export function createExternalOpener(allowed: readonly string[]): ExternalOpener {
  return async (url) => {
    if (!isAllowedExternal(url, allowed)) return fail('not-allowed');
    // The parsed form is what was checked, so it is what goes out. Without a browser it throws.
    return await shell.openExternal(new URL(url).href).then(
      () => ok(),
      () => fail('failed'),
    );
  };
}

/** Opens the folder with the file selected, and never the file. */
export function showInFolder(file: string): void {
  shell.showItemInFolder(file);
}
