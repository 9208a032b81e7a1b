/** What the person of this machine works in, for the track of a recording that they allowed. */
import { activeWindowTitle } from '@alongside/host';

export async function activeWindow(): Promise<string | null> {
  const title = await activeWindowTitle();
  return title.ok ? title.value : null;
}
