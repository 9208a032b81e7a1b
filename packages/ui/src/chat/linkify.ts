/** Splits what a stranger wrote into text and https addresses. Everything else stays text: never HTML. */

type TextPart = { readonly kind: 'text' | 'link'; readonly text: string };

const ADDRESS = /https:\/\/[^\s<>"'`]+/g;
/** A sentence's punctuation after an address is not part of it. */
const TRAILING = /[.,;:!?)\]}'"”’…]+$/;

export function linkify(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, '');
    if (!isHttps(address)) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push({ kind: 'link', text: address });
    from = match.index + address.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** Also refuses `https://bank.example@evil.example`, whose host is not what it looks like. */
function isHttps(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
}
