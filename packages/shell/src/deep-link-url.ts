/** Finds our deep link in a command line. Pure; whether to follow it is the app's matter. */

const maxLength = 2_048;

/** The first argument that is an address of our scheme, or undefined. */
export function deepLinkIn(argv: readonly string[], scheme: string): string | undefined {
  return argv.find((argument) => isDeepLink(argument, scheme));
}

export function isDeepLink(text: string, scheme: string): boolean {
  return text.length <= maxLength && URL.canParse(text) && new URL(text).protocol === `${scheme}:`;
}
