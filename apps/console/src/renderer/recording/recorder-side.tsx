/** Joins the recorder with the files of the session: a film can be offered there. */

import { useObservable } from '../app/use-observable.ts';
import type { SessionDesk } from '../session/session-desk.ts';
import { RecorderPanel } from './recorder-panel.tsx';
import type { RecordingLibrary } from './recording-library.ts';

type RecorderSideProps = {
  readonly desk: Pick<SessionDesk, 'link' | 'files' | 'recording'>;
  readonly library: RecordingLibrary;
};

export function RecorderSide({ desk, library }: RecorderSideProps) {
  const mayOffer = useObservable(desk.link.state, ({ site }) => site?.recording.customerCopy === true);
  const offer = async ({ id, name }: { readonly id: string; readonly name: string }): Promise<void> => {
    const film = await (await fetch(library.addressOf(id))).blob();
    desk.files.share([new File([film], `${name}.webm`)]);
  };
  return <RecorderPanel desk={desk.recording} onOffer={mayOffer ? offer : null} />;
}
