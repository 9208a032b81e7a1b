/** How loud a stream is, for meters and speaking marks. Owns one audio context for all of them. */

import { useEffect, useState } from 'react';

const LOOK_MS = 100;
const SAMPLES = 512;
/** Above the noise of a quiet room. */
export const SPEAKING_LEVEL = 0.04;

let shared: AudioContext | undefined;

/** 0…1, ten times a second; 0 without a stream. */
export function useLevel(stream: MediaStream | null): number {
  const [level, setLevel] = useState(0);
  useEffect(() => {
    if (stream === null || stream.getAudioTracks().length === 0) return;
    shared ??= new AudioContext();
    void shared.resume();
    const source = shared.createMediaStreamSource(stream);
    const analyser = shared.createAnalyser();
    analyser.fftSize = SAMPLES;
    source.connect(analyser);
    const samples = new Float32Array(SAMPLES);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / SAMPLES;
      setLevel(Math.min(1, Math.sqrt(power) * 3));
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
      source.disconnect();
      setLevel(0);
    };
  }, [stream]);
  return level;
}
