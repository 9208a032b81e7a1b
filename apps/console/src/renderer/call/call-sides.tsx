/** The panels *Audio* and *Video*, the voices themselves, and the question whether to join. */

import { CallInvitation, RemoteVoices, VideoPanel, VoicePanel } from '@alongside/ui';
import { isCsr } from '@alongside/protocol';
import { callPeople } from '@alongside/rtc';
import { useObservable } from '../app/use-observable.ts';
import type { SessionDesk } from '../session/session-desk.ts';

type OfDesk = { readonly desk: SessionDesk };

function useCall({ call, link }: SessionDesk) {
  const own = useObservable(call.state, (state) => state);
  const state = useObservable(link.state, (now) => now);
  return { own, state, people: callPeople(state, own) };
}

export function AudioSide({ desk }: OfDesk) {
  const { own, state, people } = useCall(desk);
  return <VoicePanel own={own} people={people} phone={state.site?.phone ?? null} actions={desk.call} />;
}

export function VideoSide({ desk }: OfDesk) {
  const { own, state, people } = useCall(desk);
  const participants = state.session?.participants ?? [];
  const hasCustomer = participants.some(({ role, state: place }) => !isCsr(role) && place === 'present');
  return <VideoPanel own={own} people={people} canStart={hasCustomer} actions={desk.call} />;
}

export function CallDesk({ desk, onOpenVideo }: OfDesk & { readonly onOpenVideo: () => void }) {
  const { own, people } = useCall(desk);
  return (
    <>
      <RemoteVoices own={own} people={people} />
      <CallInvitation
        own={own}
        people={people}
        onJoinVoice={() => void desk.call.joinByInternet()}
        onOpenVideo={onOpenVideo}
      />
    </>
  );
}
