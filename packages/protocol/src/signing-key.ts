/** Keys and signatures of receipts as text. */
import { z } from 'zod';

/** One text for one value: bits that say nothing are zero (RFC 4648, section 3.5). */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;
const base64 = (most: number) => z.string().min(1).max(most).regex(BASE64);

/** ECDSA on P-256: SubjectPublicKeyInfo. */
export const signingKeySchema = base64(200);
/** ECDSA with SHA-256 (IEEE P1363: r and s, 32 bytes each). */
export const signatureSchema = base64(100);
