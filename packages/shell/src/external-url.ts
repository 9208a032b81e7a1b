/** Which addresses may be handed to the system. Pure. */

const maxLength = 2_048;

/** Only https, no user or password in it, and the whole origin on the list. */
export function isAllowedExternal(url: string, allowedOrigins: readonly string[]): boolean {
  if (url.length > maxLength || !URL.canParse(url)) return false;
  const { protocol, origin, username, password } = new URL(url);
  return protocol === 'https:' && username === '' && password === '' && allowedOrigins.includes(origin);
}
