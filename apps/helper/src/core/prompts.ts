/**
 * The one question on screen: what the consent window may read, and when its answer counts. It knows the window as a
 * port and hands every answer to the authority.
 */
import { fail, ok, type RequestId, type Result } from '@alongside/protocol';
import { ALLOW_DELAY_MS } from '@alongside/protocol';
import type { PromptView } from '../contract/consent-contract.ts';
import type { Clock, PromptWindow } from './ports.ts';

export type PromptAnswer = {
  readonly requestId: RequestId;
  readonly answer: 'allow' | 'decline';
  readonly allowAll: boolean;
};

export type Prompts = {
  readonly show: (prompt: Omit<PromptView, 'now'>) => void;
  readonly close: (requestId: RequestId) => void;
  /** What the window asks once it can show something: the earliest moment at which the question can be read. */
  readonly get: () => Result<PromptView, 'no-prompt'>;
  readonly answer: (answer: PromptAnswer) => Result<undefined, 'no-prompt' | 'too-early'>;
};

export function createPrompts(options: {
  readonly clock: Clock;
  readonly window: PromptWindow;
  readonly onAnswer: (answer: PromptAnswer) => void;
}): Prompts {
  const { clock, window, onAnswer } = options;
  let shown: { readonly prompt: Omit<PromptView, 'now'>; readAt: number | null } | null = null;

  return {
    show(prompt) {
      const isSame = shown?.prompt.requestId === prompt.requestId;
      shown = { prompt, readAt: isSame ? (shown?.readAt ?? null) : null };
      const { requestId } = prompt;
      window.show({ ...prompt, now: clock.now() }, () => {
        if (shown?.prompt.requestId !== requestId) return;
        onAnswer({ requestId, answer: 'decline', allowAll: false });
      });
    },
    close(requestId) {
      if (shown?.prompt.requestId !== requestId) return;
      shown = null;
      window.close();
    },
    get() {
      if (shown === null) return fail('no-prompt');
      shown.readAt ??= clock.now();
      return ok({ ...shown.prompt, now: clock.now() });
    },
    answer(answer) {
      if (shown?.prompt.requestId !== answer.requestId) return fail('no-prompt');
      const { readAt } = shown;
      const isTooEarly = readAt === null || clock.now() - readAt < ALLOW_DELAY_MS;
      if (answer.answer === 'allow' && isTooEarly) return fail('too-early');
      onAnswer(answer);
      return ok();
    },
  };
}
