/** Hashing and randomness by WebCrypto, in the forms that our wires carry. Owns no keys. Needs a secure context. */

const UTF8 = new TextEncoder();

/** 128 random bits as base64url: ids of connections and keys of facts. */
export function randomId(): string {
  return encodeBase64Url(crypto.getRandomValues(new Uint8Array(16)));
}

/** 256 random bits as base64url. */
export function randomNonce(): string {
  return encodeBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

export async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', UTF8.encode(text)));
}

export async function hmacSha256(secret: string, text: string): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', await hmacKey(secret, 'sign'), UTF8.encode(text));
  return encodeBase64Url(new Uint8Array(mac));
}

/** The platform compares in constant time. */
export async function isHmacSha256(
  secret: string,
  { text, mac }: { text: string; mac: string },
): Promise<boolean> {
  const bytes = decodeBase64Url(mac);
  return crypto.subtle.verify('HMAC', await hmacKey(secret, 'verify'), bytes, UTF8.encode(text));
}

export function encodeBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** Only for text that a schema has found to be base64url. */
function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

function hmacKey(secret: string, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', UTF8.encode(secret), algorithm, false, [usage]);
}
