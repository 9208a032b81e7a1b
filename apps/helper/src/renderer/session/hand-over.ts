/** A text as a download of the browser's own: where the page has no program behind it that could save. */

/** As long as a browser may take to begin. */
const HANDED_OVER_MS = 60_000;

export function handOver({ name, text }: { readonly name: string; readonly text: string }): 'saved' {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), HANDED_OVER_MS);
  return 'saved';
}
