/** Joins the question to the page: what is asked, how long it still counts, and the answer. */
import type { Bridge } from '@alongside/ipc';
import { useEffect, useState } from 'react';
import type { ConsentContract, PromptView } from '../../contract/consent-contract.ts';

export type Answer = (answer: 'allow' | 'decline', allowAll: boolean) => void;

/** Null until the question is there; it is asked for once the page can show it. */
export function usePrompt(bridge: Bridge<ConsentContract>): {
  readonly prompt: PromptView | null;
  readonly answer: Answer;
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
  return {
    prompt,
    answer(answer, allowAll) {
      if (prompt !== null)
        void bridge.call('prompt.answer', { requestId: prompt.requestId, answer, allowAll });
    },
  };
}
