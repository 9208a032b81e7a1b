/** How loud a stream is, for meters and speaking marks. Owns one audio context for all of them. */

import { useEffect, useState } from 'react';

const LOOK_MS = 100;
/** All that was heard since the last look: 85 ms at 48 kHz, so that no short sound falls between two looks. */
const SAMPLES = 4096;
/** A level is taken over 11 ms: longer, and a short sound would be thinned out. */
const PART = 512;
/** Above the noise of a quiet room. */
const SPEAKING_LEVEL = 0.04;
/** People breathe between words: the mark stays for that long. */
const PAUSE_MS = 700;

let shared: AudioContext | undefined;

export interface Loudness {
  /** 0…1, ten times a second; 0 without a stream. */
  readonly level: number;
  /** Short pauses between words included. */
  readonly isSpeaking: boolean;
}

const SILENCE: Loudness = { level: 0, isSpeaking: false };

export function useLoudness(stream: MediaStream | null): Loudness {
  const [loudness, setLoudness] = useState(SILENCE);
  useEffect(() => {
    if (stream === null || stream.getAudioTracks().length === 0) return;
    shared ??= new AudioContext();
    void shared.resume();
    const source = shared.createMediaStreamSource(stream);
    const analyser = shared.createAnalyser();
    analyser.fftSize = SAMPLES;
    source.connect(analyser);
    const samples = new Float32Array(SAMPLES);
    let looksSinceLoud = Infinity;
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const level = loudestPart(samples);
      looksSinceLoud = level > SPEAKING_LEVEL ? 0 : looksSinceLoud + 1;
      setLoudness({ level, isSpeaking: looksSinceLoud * LOOK_MS < PAUSE_MS });
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
      source.disconnect();
      setLoudness(SILENCE);
    };
  }, [stream]);
  return loudness;
}

function loudestPart(samples: Float32Array): number {
  let loudest = 0;
  for (let start = 0; start < samples.length; start += PART) {
    const part = samples.subarray(start, start + PART);
    loudest = Math.max(loudest, part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
  }
  return Math.min(1, Math.sqrt(loudest) * 3);
}
