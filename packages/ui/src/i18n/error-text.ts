/** From a closed code to the sentence a person reads. */

import type { ErrorCode } from '../texts/codes.ts';
import type { Translate } from './i18n.ts';

export function errorText(t: Translate, code: ErrorCode): string {
  return t(`errors.${code}`);
}
