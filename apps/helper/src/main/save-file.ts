/** A text that the customer wants to keep, where they say in the system's own dialog. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok } from '@alongside/protocol';
import { app, dialog } from 'electron';
import type { SaveFile } from '../core/ports.ts';

export const saveFile: SaveFile = async ({ name, text }) => {
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
};
