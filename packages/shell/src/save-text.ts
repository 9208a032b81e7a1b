/** A text that the person wants to keep, where they say in the system's own dialog. */

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '@alongside/protocol';
import { app, dialog } from 'electron';

type TextFile = {
  /** Offered in the dialog; a path in it counts for nothing. */
  readonly name: string;
  readonly text: string;
};

export async function saveText({ name, text }: TextFile): Promise<Result<'saved' | 'cancelled', 'failed'>> {
  const defaultPath = path.join(app.getPath('documents'), path.basename(name));
  const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath });
  if (canceled) return ok('cancelled');
  try {
    await writeFile(filePath, text);
    return ok('saved');
  } catch {
    // Whatever the disk says, the person is asked for another place.
    return fail('failed');
  }
}
