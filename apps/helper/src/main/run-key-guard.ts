/** The guard's own process: remembers what the other one holds, and lets go of it when that one has gone. */
import { createInputDriver, heldId, type HeldInput } from '@alongside/host';
import { keyCodeSchema } from '@alongside/protocol';
import { z } from 'zod';

const newsSchema = z.strictObject({
  held: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('key'), code: keyCodeSchema }),
    z.strictObject({ kind: z.literal('button'), button: z.enum(['left', 'middle', 'right']) }),
  ]),
  down: z.boolean(),
});

/** Resolves when the other process has gone and nothing is held any more. */
export function runKeyGuard(): Promise<void> {
  const held = new Map<string, HeldInput>();
  process.on('message', (raw) => {
    const news = newsSchema.safeParse(raw);
    if (!news.success) return;
    const { held: input, down } = news.data;
    if (down) held.set(heldId(input), input);
    else held.delete(heldId(input));
  });
  process.send?.('listening');
  return new Promise((resolve) => {
    const end = (): void => resolve(letGo([...held.values()]));
    process.once('disconnect', end);
    // Gone before we were there to hear it.
    if (process.connected === false) setImmediate(end);
  });
}

async function letGo(held: readonly HeldInput[]): Promise<void> {
  if (held.length === 0) return;
  const driver = await createInputDriver();
  if (!driver.ok) return;
  // The latest first, as a hand would.
  for (const input of held.toReversed()) {
    if (input.kind === 'key') await driver.value.key(input.code, false);
    else await driver.value.button(input.button, false);
  }
  await driver.value.close();
}
