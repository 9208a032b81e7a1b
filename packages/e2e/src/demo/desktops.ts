/** What the demo's displays look like before anything is on them. */
import { onDisplay } from '../support/target.ts';

/** A desktop is rarely black. */
export async function paintDesktops(...names: readonly string[]): Promise<void> {
  for (const name of names) await onDisplay(name, 'xsetroot', ['-solid', '#3d5a73']);
}
