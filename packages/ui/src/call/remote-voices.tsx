/** Plays the others' voices, on the loudspeaker that was chosen. Shows nothing. */

import { useEffect } from 'react';
import type { CallPerson, OwnCall } from './call-types.ts';
import { useStream } from './use-stream.ts';

type RemoteVoicesProps = { readonly own: OwnCall; readonly people: readonly CallPerson[] };

export function RemoteVoices({ own, people }: RemoteVoicesProps) {
  if (own.voice !== 'internet') return null;
  return people
    .filter(({ voice }) => voice === 'internet')
    .map(({ id, microphone }) => <OneVoice key={id} stream={microphone} speaker={own.chosen.audiooutput} />);
}

type OneVoiceProps = { readonly stream: MediaStream | null; readonly speaker: string | undefined };

function OneVoice({ stream, speaker }: OneVoiceProps) {
  const audio = useStream<HTMLAudioElement>(stream);
  useEffect(() => {
    // A loudspeaker that is gone by now leaves the sound where it was.
    if (speaker !== undefined) void audio.current?.setSinkId(speaker).catch(() => undefined);
  }, [audio, speaker]);
  // A live voice has no captions to offer.
  return <audio ref={audio} />;
}
