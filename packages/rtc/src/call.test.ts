/** Voice and video of one person: no device stays open that is not wanted, no voice goes to who is not in the call. */
import { participantIdSchema, type PeerMessage } from '@alongside/protocol';
import { beforeEach, expect, test, vi } from 'vitest';
import { Call } from './call.ts';
import type { Link } from './types.ts';

const ANNA = participantIdSchema.parse('a'.repeat(22));

class PaperTrack {
  enabled = true;
  isStopped = false;
  readonly kind: string;
  constructor(kind: string) {
    this.kind = kind;
  }
  addEventListener(): void {
    // It is never unplugged.
  }
  stop(): void {
    this.isStopped = true;
  }
}

let opened: PaperTrack[] = [];
/** Lets the system give what was asked for. */
let give = (): void => undefined;

beforeEach(() => {
  opened = [];
  const getUserMedia = (wanted: MediaStreamConstraints) =>
    new Promise((resolve) => {
      give = () => {
        const track = new PaperTrack(wanted.audio === undefined ? 'video' : 'audio');
        opened.push(track);
        const of = (kind: string) => (track.kind === kind ? [track] : []);
        resolve({
          getTracks: () => [track],
          getAudioTracks: () => of('audio'),
          getVideoTracks: () => of('video'),
        });
      };
    });
  const mediaDevices = {
    getUserMedia,
    enumerateDevices: () => Promise.resolve([]),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  vi.stubGlobal('navigator', { mediaDevices });
  return () => vi.unstubAllGlobals();
});

function setUp() {
  const sent: { slot: string; has: boolean }[] = [];
  let hear: (from: typeof ANNA, message: PeerMessage) => void = () => undefined;
  const link = {
    state: {
      get: () => ({ peers: new Map([[ANNA, { state: 'connected' }]]) }),
      subscribe: () => () => undefined,
    },
    send: () => Promise.resolve({ ok: true, value: undefined }),
    sendMedia: (_to: unknown, slot: string, track: unknown) => {
      sent.push({ slot, has: track !== null });
      return Promise.resolve();
    },
    onMessage: (listener: typeof hear) => {
      hear = listener;
      return () => undefined;
    },
    onPeer: () => () => undefined,
  } as unknown as Link;
  const call = new Call(link);
  const joins = (voice: 'out' | 'internet'): void =>
    hear(ANNA, { type: 'media.state', voice, muted: false, camera: false });
  return { call, sent, joins };
}

test('a microphone that comes after the call was left or closed is closed again', async () => {
  for (const leave of [(call: Call) => call.leaveVoice(), (call: Call) => call.close()]) {
    const { call } = setUp();
    const joining = call.joinByInternet();
    leave(call);
    give();
    await joining;
    expect(opened.at(-1)?.isStopped).toBe(true);
    expect(call.state.get().microphone).toBeNull();
  }
});

test('a camera that comes when it is not wanted any more is closed again', async () => {
  for (const stop of [(call: Call) => call.stopCamera(), (call: Call) => call.close()]) {
    const { call } = setUp();
    const opening = call.previewCamera();
    stop(call);
    give();
    await opening;
    expect(opened.at(-1)?.isStopped).toBe(true);
    expect(call.state.get().camera).toBeNull();
  }
});

test('a voice goes to who is in the call, from then on and until they leave it', async () => {
  const { call, sent, joins } = setUp();
  const joining = call.joinByInternet();
  give();
  await joining;
  const last = (): boolean | undefined => sent.findLast(({ slot }) => slot === 'microphone')?.has;
  expect(last()).toBe(false);
  joins('internet');
  expect(last()).toBe(true);
  joins('out');
  expect(last()).toBe(false);
});
