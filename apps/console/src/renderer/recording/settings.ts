/** What a recording is to be like. */

export type RecordingQuality = 'small' | 'standard' | 'high';

export const QUALITIES: Readonly<
  Record<
    RecordingQuality,
    { readonly lines: number; readonly framesPerSecond: number; readonly bitsPerSecond: number }
  >
> = {
  small: { lines: 720, framesPerSecond: 5, bitsPerSecond: 400_000 },
  standard: { lines: 1080, framesPerSecond: 10, bitsPerSecond: 1_000_000 },
  high: { lines: 1440, framesPerSecond: 30, bitsPerSecond: 4_000_000 },
};

export type RecordingSettings = {
  readonly screen: boolean;
  readonly ownVoice: boolean;
  readonly otherVoices: boolean;
  readonly quality: RecordingQuality;
};

export const USUAL_SETTINGS: RecordingSettings = {
  screen: true,
  ownVoice: true,
  otherVoices: true,
  quality: 'standard',
};
