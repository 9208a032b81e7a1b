/** A CSR's input on its way from the session window to the trusted side: who it is from, then the frame untouched. */
import { fail, ok, participantIdSchema, type ParticipantId, type Result } from '@alongside/protocol';

/** Participant ids are 22 ASCII characters. */
export const SENDER_BYTES = 22;

export function encodeSentInput(from: ParticipantId, frame: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(SENDER_BYTES + frame.length);
  for (let index = 0; index < SENDER_BYTES; index += 1) bytes[index] = from.charCodeAt(index);
  bytes.set(frame, SENDER_BYTES);
  return bytes;
}

export function decodeSentInput(
  bytes: Uint8Array,
): Result<{ readonly from: ParticipantId; readonly frame: Uint8Array }, 'bad-frame'> {
  const id = participantIdSchema.safeParse(String.fromCharCode(...bytes.subarray(0, SENDER_BYTES)));
  return id.success ? ok({ from: id.data, frame: bytes.subarray(SENDER_BYTES) }) : fail('bad-frame');
}
