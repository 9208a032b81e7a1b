/**
 * A name from a stranger, made into one that every system can bear and nobody can be fooled by (security.md 1.7). Pure.
 */

/** As much as file systems allow, with room for `.part` and a number. */
const MAX_BYTES = 200;
const MAX_EXTENSION_BYTES = 20;
const NAMELESS = 'file';
const REPLACEMENT = '_';

/** Drawn as nothing, or turning what follows around: bidi controls, zero-width and the like. */
const UNSEEN = /[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800\ufeff]/gu;
const CONTROLS = /\p{Cc}/gu;
const LONE_SURROGATES = /\p{Surrogate}/gu;
const FORBIDDEN = /[<>:"/\\|?*]/g;
/** Names that Windows keeps for devices, whatever follows the first dot; its superscript digits count as digits. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])$/i;

/** Never empty, never a path; at most 200 bytes of UTF-8 with its extension kept. The same again for its own result. */
export function safeFileName(stranger: string): string {
  const last =
    stranger
      .normalize('NFC')
      .split(/[/\\]/)
      .findLast((part) => part !== '') ?? '';
  const seen = last
    .replace(UNSEEN, '')
    .replace(CONTROLS, '')
    .replace(LONE_SURROGATES, REPLACEMENT)
    .replace(FORBIDDEN, REPLACEMENT);
  const trimmed = trimEnds(seen);
  const named = trimmed === '' ? NAMELESS : trimmed;
  return trimEnds(shorten(isDevice(named) ? `${REPLACEMENT}${named}` : named)) || NAMELESS;
}

/** `report.pdf`, 2 → `report (2).pdf`. */
export function numberedName(name: string, number: number): string {
  const { stem, extension } = split(name);
  return `${stem} (${number})${extension}`;
}

/** Windows drops dots and blanks at the end, so that two names become one; a dot in front hides a file. */
function trimEnds(name: string): string {
  return name.replace(/^[\s.]+/u, '').replace(/[\s.]+$/u, '');
}

function isDevice(name: string): boolean {
  const [stem = ''] = name.split('.');
  return DEVICE.test(stem.trimEnd());
}

function split(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf('.');
  const extension = dot <= 0 ? '' : name.slice(dot);
  return extension === '' || byteLength(extension) > MAX_EXTENSION_BYTES
    ? { stem: name, extension: '' }
    : { stem: name.slice(0, dot), extension };
}

function shorten(name: string): string {
  if (byteLength(name) <= MAX_BYTES) return name;
  const { stem, extension } = split(name);
  const room = MAX_BYTES - byteLength(extension);
  let short = '';
  let bytes = 0;
  for (const character of stem) {
    bytes += byteLength(character);
    if (bytes > room) break;
    short += character;
  }
  return `${trimEnds(short)}${extension}`;
}

function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
