/** What the relay gives to those who were let in, so that they find a way to each other: TURN servers and a policy. */
import { z } from 'zod';

const MAX_PORT = 65_535;
/** RFC 7065; the host is a name, an IPv4 address or an IPv6 address in brackets. */
const TURN_URL =
  /^turns?:(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::(?<port>[1-9]\d{0,4}))?(?:\?transport=(?:udp|tcp))?$/i;

export const turnUrlSchema = z
  .string()
  .max(200)
  .refine((url) => {
    const found = TURN_URL.exec(url);
    return found !== null && Number(found.groups?.['port'] ?? 1) <= MAX_PORT;
  });

export const iceServerSchema = z.strictObject({
  urls: z.array(turnUrlSchema).min(1).max(8),
  username: z.string().min(1).max(200),
  credential: z.string().min(1).max(200),
});

export const iceAccessSchema = z.strictObject({
  servers: z.array(iceServerSchema).max(8),
  /** Through the servers or not at all, so that neither side learns the other's address. */
  relayOnly: z.boolean(),
});
export type IceAccess = z.infer<typeof iceAccessSchema>;

/** Where there is no server: directly. */
export const DIRECT_ICE: IceAccess = { servers: [], relayOnly: false };
