/** Recordings on this disk: written as they come, finished, read, exported. It records nothing by itself. */
export { exportMp4, type Chapter } from './export-mp4.ts';
export { exportWebm } from './export-webm.ts';
export { finishRecording, type FinishedRecording } from './finish.ts';
export { openPlayback } from './playback.ts';
export { isThere, pathOf, type RecordingPlace, type RecordingProblem } from './places.ts';
export { openRecording, type RecordingFile } from './recording-file.ts';
export type { RandomFile } from './random-file.ts';
export { readTrack } from './track.ts';
