/** Files in as many offers as it takes, so that each fits into one message. */
import { MAX_OFFERED_FILES, type ListedFile } from '@alongside/protocol';

/** Of an offer's files as text, with room for its frame. */
const MAX_OFFER_TEXT = 40_000;

export function offerBatches<T extends { readonly file: ListedFile }>(
  files: readonly T[],
): readonly (readonly T[])[] {
  const batches: T[][] = [];
  let length = 0;
  for (const each of files) {
    const own = JSON.stringify(each.file).length;
    const last = batches.at(-1);
    if (last === undefined || length + own > MAX_OFFER_TEXT || last.length >= MAX_OFFERED_FILES) {
      batches.push([each]);
      length = own;
    } else {
      last.push(each);
      length += own;
    }
  }
  return batches;
}
