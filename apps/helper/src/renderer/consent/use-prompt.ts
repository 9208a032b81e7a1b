/** Joins the question to the page: what is asked, how long it still counts, and the answer. */
import type { Bridge } from '@alongside/ipc';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { z } from 'zod';
import type { FolderChoices } from './folders-choice.tsx';
import type { ListWindows } from './window-picker.tsx';
import type { ConsentContract, PromptView } from '../../contract/consent-contract.ts';

/** All that `prompt.answer` takes but which question it is for. */
export type Answer = (answer: Omit<PromptAnswer, 'requestId'>) => void;
type PromptAnswer = z.infer<ConsentContract['calls']['prompt.answer']['in']>;

/** Null until the question is there; it is asked for once the page can show it. */
export function usePrompt(bridge: Bridge<ConsentContract>): {
  readonly prompt: PromptView | null;
  readonly onAnswer: Answer;
  readonly listWindows: ListWindows;
  readonly folderChoices: FolderChoices;
} {
  const [prompt, setPrompt] = useState<PromptView | null>(null);
  useEffect(() => {
    let isThere = true;
    void bridge.call('prompt.get').then((asked) => {
      if (isThere && asked.ok) setPrompt(asked.value);
    });
    const stop = bridge.on('prompt.changed', setPrompt);
    return () => {
      isThere = false;
      stop();
    };
  }, [bridge]);
  const listWindows = useCallback<ListWindows>(async () => {
    const listed = await bridge.call('windows.list');
    return listed.ok ? listed.value : [];
  }, [bridge]);
  const folderChoices = useMemo<FolderChoices>(
    () => ({
      async list() {
        const listed = await bridge.call('places.list');
        return listed.ok ? listed.value : { places: [], canChoose: false };
      },
      async choose() {
        const chosen = await bridge.call('place.choose');
        return chosen.ok ? chosen.value : null;
      },
    }),
    [bridge],
  );
  return {
    prompt,
    listWindows,
    folderChoices,
    onAnswer(answer) {
      if (prompt !== null) void bridge.call('prompt.answer', { requestId: prompt.requestId, ...answer });
    },
  };
}
