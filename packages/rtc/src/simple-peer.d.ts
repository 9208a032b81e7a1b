/**
 * The part of simple-peer that we use. `@types/simple-peer` brings Node's globals along, which have no place in a
 * page, and does not know the prebuilt file.
 */
declare module 'simple-peer/simplepeer.min.js' {
  export type PeerSignal =
    | { readonly type: 'offer' | 'answer'; readonly sdp: string }
    | {
        readonly type: 'candidate';
        readonly candidate: {
          readonly candidate: string;
          readonly sdpMid: string | null;
          readonly sdpMLineIndex: number | null;
        };
      }
    | { readonly type: 'renegotiate' | 'transceiverRequest' };

  type PeerOptions = {
    readonly initiator: boolean;
    readonly trickle: boolean;
    readonly channelName: string;
    readonly config: RTCConfiguration;
  };

  export default class SimplePeer {
    constructor(options: PeerOptions);
    readonly _pc: RTCPeerConnection;
    readonly connected: boolean;
    readonly bufferSize: number;
    signal(data: { type: 'offer' | 'answer'; sdp: string } | { candidate: RTCIceCandidateInit }): void;
    send(data: Uint8Array): void;
    negotiate(): void;
    destroy: (error?: Error) => void;
    on(event: 'signal', listener: (data: PeerSignal) => void): this;
    on(event: 'connect' | 'close', listener: () => void): this;
    on(event: 'data', listener: (chunk: Uint8Array) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
  }
}
