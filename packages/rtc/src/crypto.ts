/**
 * Hashing and randomness by WebCrypto, and the one signature that it may lack, in the forms that our wires carry. Owns
 * no keys. Needs a secure context.
 */

import { verifyAsync } from '@noble/ed25519';

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

type Signed = { readonly key: string; readonly signature: string; readonly text: string };

/**
 * `key`: 64 hexadecimal digits; `signature`: base64url. In script, by RFC 8032: Chromium's WebCrypto has Ed25519 from
 * version 137 on, Safari's from 17 on, and older ones are about.
 */
export async function isEd25519({ key, signature, text }: Signed): Promise<boolean> {
  const bytes = Uint8Array.from(key.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  try {
    return await verifyAsync(decodeBase64Url(signature), UTF8.encode(text), bytes, { zip215: false });
  } catch {
    // Bytes that are no point or no signature at all.
    return false;
  }
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
