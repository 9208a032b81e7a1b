/** Cuts text into commands that fit a frame, never inside a character as readers count them. Pure. */

import { MAX_TEXT_BYTES } from '@alongside/protocol';
import type { InputCommand } from '@alongside/protocol';

const ENCODER = new TextEncoder();
const SEGMENTER = new Intl.Segmenter();

export function textCommands(text: string): readonly InputCommand[] {
  const clean = text.replaceAll('\0', '').toWellFormed();
  const parts: string[] = [];
  let part = '';
  for (const { segment } of SEGMENTER.segment(clean)) {
    if (byteLength(part + segment) > MAX_TEXT_BYTES) {
      if (part !== '') parts.push(part);
      part = '';
    }
    // A "character" of hundreds of marks is no text that anyone typed.
    if (byteLength(segment) <= MAX_TEXT_BYTES) part += segment;
  }
  if (part !== '') parts.push(part);
  return parts.map((piece) => ({ kind: 'text', text: piece }));
}

function byteLength(text: string): number {
  return ENCODER.encode(text).length;
}
