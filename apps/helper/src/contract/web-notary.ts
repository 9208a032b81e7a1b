/** What both ends of a receipt sign and check with: WebCrypto, as Node and browsers have it. ECDSA on P-256. */
import type { Notary } from '@alongside/protocol';

const KIND = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

export type Signer = {
  /** SubjectPublicKeyInfo, base64. */
  readonly key: string;
  readonly sign: (text: string) => Promise<string>;
  /** For the next run of a program that broke off: whoever has it can sign as this one. */
  readonly secret: string;
};

export const webNotary: Notary = {
  hash: async (text) => toHex(await crypto.subtle.digest('SHA-256', encode(text))),
  async isSigned(text, { key, signature }) {
    try {
      const known = await crypto.subtle.importKey('spki', fromBase64(key), KIND, false, ['verify']);
      return await crypto.subtle.verify(SIGNING, known, fromBase64(signature), encode(text));
    } catch {
      // What is no key cannot have signed.
      return false;
    }
  },
};

export async function createSigner(): Promise<Signer> {
  const pair = await crypto.subtle.generateKey(KIND, true, ['sign', 'verify']);
  const secret = toBase64(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  return signerOf(pair.privateKey, toBase64(await crypto.subtle.exportKey('spki', pair.publicKey)), secret);
}

export async function restoreSigner({ key, secret }: Pick<Signer, 'key' | 'secret'>): Promise<Signer> {
  const known = await crypto.subtle.importKey('pkcs8', fromBase64(secret), KIND, true, ['sign']);
  return signerOf(known, key, secret);
}

type PrivateKey = Parameters<typeof crypto.subtle.sign>[1];

function signerOf(privateKey: PrivateKey, key: string, secret: string): Signer {
  const sign = async (text: string): Promise<string> =>
    toBase64(await crypto.subtle.sign(SIGNING, privateKey, encode(text)));
  return { key, secret, sign };
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function toHex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function toBase64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
