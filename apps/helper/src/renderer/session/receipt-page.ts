/** The receipt as a page of its own: in words, with the signed document inside, and the words signed as well. */
import { nameIn, receiptIsland, sealTag, type ReceiptDocument } from '@alongside/protocol';
import { escapeHtml } from '@alongside/session';
import { receiptLine, type Lang, type Translate } from '@alongside/ui';
import { webNotary } from '../../contract/web-notary.ts';

type ReceiptPage = {
  readonly t: Translate;
  readonly lang: Lang;
  readonly document: ReceiptDocument;
  /** Signs the page by its hash. */
  readonly seal: (hash: string) => Promise<string | null>;
};

/** Null where nothing can sign any more. */
export async function receiptPage({ t, lang, document, seal }: ReceiptPage): Promise<string | null> {
  const { entries } = document;
  const nameOf = (id: string): string => nameIn(entries, id);
  const lines = entries.flatMap(({ what }) => receiptLine({ t, lang, nameOf }, what) ?? []);
  const bare = `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
${sealTag('')}
<title>${escapeHtml(t('receipt.pageTitle'))}</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; margin: 40px auto; max-width: 720px; padding: 0 16px; color: #1b1b1f; }
li { margin: 6px 0; overflow-wrap: anywhere; }
p { color: #5b5b66; }
</style>
</head>
<body>
<h1>${escapeHtml(t('receipt.pageTitle'))}</h1>
<ol>
${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n')}
</ol>
<p>${escapeHtml(t('receipt.signedHint'))} ${escapeHtml(t('receipt.pageHint'))}</p>
${receiptIsland(document)}
</body>
</html>
`;
  const signature = await seal(await webNotary.hash(bare));
  return signature === null ? null : bare.replace(sealTag(''), sealTag(signature));
}
