import { participantIdSchema, type ParticipantId } from '@alongside/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ScreenShare } from './screen-share.ts';

const [ANNA, BORIS] = ['a', 'b'].map((letter) => participantIdSchema.parse(letter.repeat(22))) as [
  ParticipantId,
  ParticipantId,
];

type FakeTrack = {
  readonly of: FakeTrack | null;
  stopped: boolean;
  stop: () => void;
  clone: () => FakeTrack;
  addEventListener: () => void;
};

let tracks: FakeTrack[] = [];
/** Captures answer when the test says so: the system's picker may take its time. */
let pending: ((granted: boolean) => void)[] = [];
const shown: [ParticipantId, FakeTrack | null][] = [];
const ended = vi.fn();

const link = {
  showScreen: (to: ParticipantId, track: unknown) => {
    shown.push([to, track as FakeTrack | null]);
    return Promise.resolve();
  },
};

function fakeTrack(of: FakeTrack | null): FakeTrack {
  const track: FakeTrack = {
    of,
    stopped: false,
    stop: () => (track.stopped = true),
    clone: () => fakeTrack(track),
    addEventListener: vi.fn(),
  };
  return track;
}

function fakeCapture(): Promise<unknown> {
  const track = fakeTrack(null);
  tracks.push(track);
  const stream = { getVideoTracks: () => [track], getTracks: () => [track] };
  return new Promise((resolve, reject) => {
    pending.push((granted) => (granted ? resolve(stream) : reject(new Error('refused'))));
  });
}

beforeEach(() => {
  tracks = [];
  pending = [];
  shown.length = 0;
  ended.mockClear();
  vi.stubGlobal('navigator', { mediaDevices: { getDisplayMedia: fakeCapture } });
});
afterEach(() => void vi.unstubAllGlobals());

const answer = async (index: number, granted = true): Promise<void> => {
  pending[index]?.(granted);
  await new Promise((resolve) => setTimeout(resolve));
};

test('two who see the same display share one capture', async () => {
  const share = new ScreenShare(link, ended);
  void share.start(ANNA, '1');
  void share.start(BORIS, '1');
  await answer(0);
  expect(tracks).toHaveLength(1);
  expect(shown.map(([to, track]) => [to, track?.of])).toEqual([
    [ANNA, tracks[0]],
    [BORIS, tracks[0]],
  ]);
  expect(shown[0]?.[1]).not.toBe(shown[1]?.[1]);
});

test('what was taken back while the system was asked is never shown, and its track is stopped', async () => {
  const share = new ScreenShare(link, ended);
  void share.start(ANNA, '1');
  await share.stop(ANNA);
  await answer(0);
  expect(shown).toEqual([[ANNA, null]]);
  expect(tracks[0]?.stopped).toBe(true);
});

test('another display is captured anew, and the late answer of the first is not shown', async () => {
  const share = new ScreenShare(link, ended);
  void share.start(ANNA, '1');
  void share.start(ANNA, '2');
  await answer(1);
  await answer(0);
  expect(shown.map(([to, track]) => [to, track?.of])).toEqual([[ANNA, tracks[1]]]);
  expect(tracks[0]?.stopped).toBe(true);
  expect(tracks[1]?.stopped).toBe(false);
});

test('a refused capture is told, once', async () => {
  const share = new ScreenShare(link, ended);
  void share.start(ANNA, '1');
  await answer(0, false);
  expect(ended).toHaveBeenCalledTimes(1);
  expect(shown).toEqual([]);
});

test('the last viewer gone stops the track; a first one gone does not', async () => {
  const share = new ScreenShare(link, ended);
  void share.start(ANNA, '1');
  void share.start(BORIS, '1');
  await answer(0);
  await share.stop(ANNA);
  expect(tracks[0]?.stopped).toBe(false);
  expect(shown.slice(0, 2).map(([, track]) => track?.stopped)).toEqual([true, false]);
  await share.stop(BORIS);
  await answer(1);
  expect(tracks[0]?.stopped).toBe(true);
  expect(shown[1]?.[1]?.stopped).toBe(true);
  expect(ended).not.toHaveBeenCalled();
});
