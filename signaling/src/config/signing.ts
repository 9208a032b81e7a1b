/** Ed25519 over a site's config: keys, signatures and their proof (RFC 8032, by Node's crypto). Stores nothing. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import {
  canonicalJson,
  decodeJson,
  decodeSiteConfig,
  fail,
  MAX_SIGNED_CONFIG_LENGTH,
  ok,
  type Result,
  type SignedConfig,
  signedConfigSchema,
  signedText,
  type SiteConfig,
} from '@alongside/protocol';
import { sha256 } from '../secrets.ts';

export type SigningKey = { readonly secret: KeyObject; readonly publicKey: string };

/** A new key, as PKCS #8 in PEM for a file. */
export function newSigningKey(): { readonly pem: string; readonly publicKey: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKeyOf(privateKey),
  };
}

export function readSigningKey(pem: string): Result<SigningKey, 'bad-key'> {
  try {
    const secret = createPrivateKey(pem);
    if (secret.asymmetricKeyType !== 'ed25519') return fail('bad-key');
    return ok({ secret, publicKey: publicKeyOf(secret) });
  } catch {
    return fail('bad-key');
  }
}

/** The same config is always the same text. `too-long`: with its signature it finds no room in a message. */
export function signConfig(config: SiteConfig, key: SigningKey): Result<SignedConfig, 'too-long'> {
  const text = canonicalJson(config);
  const signature = sign(null, Buffer.from(signedText(text)), key.secret).toString('base64url');
  const signed = { format: 'alongside-site-config/1', key: key.publicKey, signature, config: text } as const;
  return JSON.stringify(signed).length > MAX_SIGNED_CONFIG_LENGTH ? fail('too-long') : ok(signed);
}

/** By the key that it names; whether that key is to be believed is asked elsewhere. */
export function openSigned(signed: SignedConfig): Result<SiteConfig, 'forged' | 'bad-config'> {
  try {
    const x = Buffer.from(signed.key, 'hex').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const signature = Buffer.from(signed.signature, 'base64url');
    if (!verify(null, Buffer.from(signedText(signed.config)), key, signature)) return fail('forged');
  } catch {
    return fail('forged');
  }
  return decodeSiteConfig(signed.config);
}

export function readSigned(json: string): Result<SignedConfig, 'bad-message'> {
  return decodeJson(json, signedConfigSchema);
}

/** How a config is named in the audit and beside a session. */
export function configHash(signed: SignedConfig): string {
  return sha256(signed.config);
}

function publicKeyOf(secret: KeyObject): string {
  const { x } = createPublicKey(secret).export({ format: 'jwk' });
  if (x === undefined) throw new Error('a public key without its point');
  return Buffer.from(x, 'base64url').toString('hex');
}
