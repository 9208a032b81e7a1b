/**
 * The one question on screen: what the consent window may read, and when its answer counts. It knows the window as a
 * port and hands every answer to the authority.
 */
import {
  ALLOW_DELAY_MS,
  fail,
  NO_LIMITS,
  ok,
  surfaceOf,
  type Limits,
  type RequestId,
  type Result,
  type SharedWindow,
} from '@alongside/protocol';
import type { PromptView } from '../contract/consent-contract.ts';
import type { Ports } from './ports.ts';

type PromptAnswer = {
  readonly requestId: RequestId;
  readonly answer: 'allow' | 'decline';
  readonly allowAll: boolean;
  readonly limits: Limits;
  readonly window: SharedWindow | null;
};

export type Prompts = {
  readonly show: (prompt: Omit<PromptView, 'now'>) => void;
  readonly close: (requestId: RequestId) => void;
  /** What the window asks once it can show something: the earliest moment at which the question can be read. */
  readonly get: () => Result<PromptView, 'no-prompt'>;
  readonly answer: (answer: PromptAnswer) => Result<undefined, 'no-prompt' | 'too-early' | 'no-window'>;
};

type Question = Omit<PromptView, 'now'>;
/** `readAt`: since when it can be read as it is; null until the window can show anything. */
type Shown = { readonly prompt: Question; readAt: number | null };

export function createPrompts(
  { clock, prompts: window }: Pick<Ports, 'clock' | 'prompts'>,
  onAnswer: (answer: PromptAnswer) => void,
): Prompts {
  let shown: Shown | null = null;

  return {
    show(prompt) {
      const { requestId } = prompt;
      shown = { prompt, readAt: readAtOf(prompt, shown, clock.now()) };
      window.show({ ...prompt, now: clock.now() }, () => {
        if (shown?.prompt.requestId !== requestId) return;
        onAnswer({ requestId, answer: 'decline', allowAll: false, limits: NO_LIMITS, window: null });
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
      const { readAt, prompt } = shown;
      const isTooEarly = readAt === null || clock.now() - readAt < ALLOW_DELAY_MS;
      if (answer.answer === 'allow' && isTooEarly) return fail('too-early');
      const needsWindow = surfaceOf(prompt.capability) === 'application' && answer.window === null;
      if (answer.answer === 'allow' && needsWindow) return fail('no-window');
      onAnswer(answer);
      return ok();
    },
  };
}

/** The window that shows the question hears of a change at once; what is new in it takes its time to be read. */
function readAtOf(prompt: Question, before: Shown | null, now: number): number | null {
  if (before === null || before.readAt === null || before.prompt.requestId !== prompt.requestId) return null;
  return JSON.stringify(before.prompt) === JSON.stringify(prompt) ? before.readAt : now;
}
