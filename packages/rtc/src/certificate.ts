/**
 * This side's identity towards peers: one key pair, kept through every reconnect, and where the page asks for it
 * through its own restart. The browser stores the pair without ever showing the private half.
 */

const DATABASE = 'alongside-keys';
const STORE = 'certificate';
const KEY = 'own';
/** A session must not outlast its keys. */
const MIN_LIFE_MS = 24 * 60 * 60_000;

/** P-256: the handshake of every browser takes it, and it is made in a millisecond. */
export function makeCertificate(): Promise<RTCCertificate> {
  const algorithm: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
  return RTCPeerConnection.generateCertificate(algorithm);
}

/** The pair that a page of before has kept and not forgotten; else a new one. */
export async function loadCertificate(): Promise<RTCCertificate> {
  const kept: unknown = await inStore('readonly', (store) => store.get(KEY));
  const isGood = kept instanceof RTCCertificate && kept.expires > Date.now() + MIN_LIFE_MS;
  return isGood ? kept : makeCertificate();
}

/** While a session runs, so that whoever comes back after a crash is known by the same keys. */
export async function keepCertificate(certificate: RTCCertificate): Promise<void> {
  await inStore('readwrite', (store) => store.put(certificate, KEY));
}

export async function forgetCertificate(): Promise<void> {
  await inStore('readwrite', (store) => store.delete(KEY));
}

/** Undefined where this page may store nothing: then a restart has other keys, and all is asked anew. */
async function inStore(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const database = await openDatabase();
  if (database === null) return undefined;
  try {
    return await new Promise<unknown>((resolve) => {
      // On the disk before anybody relies on it.
      const transaction = database.transaction(STORE, mode, { durability: 'strict' });
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => resolve(undefined);
    });
  } finally {
    database.close();
  }
}

function openDatabase(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => void request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
    request.onblocked = () => resolve(null);
  });
}
