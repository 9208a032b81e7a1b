/** What becomes of a reboot that was allowed: the customer's machine to the CSR who asked. */
import { z } from 'zod';

export const rebootMessages = [
  z.strictObject({
    type: z.literal('reboot.told'),
    /** `restarting`: the machine goes away and comes back by itself. `failed`: the system refused. */
    outcome: z.enum(['restarting', 'failed']),
  }),
] as const;
