/** The closed codes that can reach a person, from wherever they come. A code without a text does not compile. */

import type {
  CaptureProblem,
  CloseReason,
  Ending,
  HttpErrorCode,
  InputProblem,
  RelayErrorCode,
} from '@alongside/protocol';

/** What goes wrong on this machine, before or beside the relay. */
export type LocalCode =
  | 'relay-unreachable'
  | 'certificate'
  | 'not-a-relay'
  | 'not-a-code-or-link'
  | 'token-not-kept'
  | 'clipboard-refused'
  | 'peer-unreachable'
  | 'unexpected';

/** Reasons why the relay closed the connection, where a person has to be told. */
export type ClosedCode = `closed-${CloseReason}`;
export type EndedCode = `ended-${Ending}`;
export type InputCode = `input-${InputProblem}`;
export type CaptureCode = `capture-${CaptureProblem}`;

export type ErrorCode =
  RelayErrorCode | HttpErrorCode | LocalCode | ClosedCode | EndedCode | InputCode | CaptureCode;
