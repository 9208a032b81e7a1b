/**
 * What a command line, a deep link or a file name asks to be written into the first screen. It only ever fills
 * boxes: joining is the customer's own press of *Join*.
 */
import { decodeJoinCode, decodeJoinInput, displayNameSchema, formatJoinCode } from '@alongside/protocol';
import { parseFlags } from '@alongside/shell/flags';
import type { Intent } from '../contract/session-contract.ts';

export const DEEP_LINK_SCHEME = 'alongside-helper';

/** A downloaded file may carry a code at the end of its name: `Alongside-Helper-7KQ2-M4XA (1).exe`. */
const CODE_IN_FILE_NAME = /[-_ ]([0-9A-Za-z]{4}-?[0-9A-Za-z]{4})(?: ?\(\d{1,3}\))?\.(?:exe|AppImage|dmg)$/i;
const ORIGIN = /^(https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?)\/?$/i;

const NO_INTENT: Intent = { join: '', name: '' };

export type StartOptions = {
  readonly intent: Intent;
  /** The relay that spoken codes lead to; still confirmed on screen where it was not built in. */
  readonly relay: string | null;
  readonly profileDir: string | undefined;
  /** A code or link was asked for by name: it counts before the session of a program that broke off. */
  readonly isJoinNamed: boolean;
  /** Started by the system after a reboot, to go back, and for nothing else. */
  readonly resumes: boolean;
};

/** `fileName`: of the program as it was downloaded, where the system tells. */
export function readStartOptions(argv: readonly string[], fileName = ''): StartOptions {
  const { values, switches } = parseFlags(argv, {
    values: ['join', 'name', 'relay', 'profile'],
    switches: ['resume'],
  });
  const named = joinText(values.join ?? '');
  const join = named || codeOfFileName(fileName);
  const name = displayNameSchema.safeParse(values.name);
  return {
    intent: { join, name: name.success ? name.data : '' },
    relay: ORIGIN.exec(values.relay ?? '')?.[1]?.toLowerCase() ?? null,
    profileDir: values.profile,
    isJoinNamed: named !== '',
    resumes: switches.resume,
  };
}

/** A link never says who the customer is. */
export function intentOfDeepLink(link: string): Intent {
  return link.startsWith(`${DEEP_LINK_SCHEME}:`) ? { ...NO_INTENT, join: joinText(link) } : NO_INTENT;
}

/** Only what reads as a code or link gets into the box: a stranger's text has no business there. */
function joinText(raw: string): string {
  return decodeJoinInput(raw).ok ? raw.trim() : '';
}

function codeOfFileName(fileName: string): string {
  const code = decodeJoinCode(CODE_IN_FILE_NAME.exec(fileName)?.[1] ?? '');
  return code === undefined ? '' : formatJoinCode(code);
}

/** The relay that a link names; null for a code, which names none. */
export function relayOf(join: string): string | null {
  const decoded = decodeJoinInput(join);
  return decoded.ok && decoded.value.kind === 'link' ? decoded.value.relay : null;
}
