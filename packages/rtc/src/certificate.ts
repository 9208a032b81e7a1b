/** This run's identity towards peers: one key pair, kept through every reconnect. Owns its making only. */

/** P-256: the handshake of every browser takes it, and it is made in a millisecond. */
export function makeCertificate(): Promise<RTCCertificate> {
  const algorithm: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
  return RTCPeerConnection.generateCertificate(algorithm);
}
