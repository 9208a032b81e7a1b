/** Everything one can do in the session window by name and key: one list for toolbar, shortcuts and palette. */

import type { Translate } from '@alongside/ui';

export type CommandId =
  | 'invite'
  | 'participants'
  | 'chat'
  | 'audio'
  | 'video'
  | 'files'
  | 'advanced-files'
  | 'system-info'
  | 'notes'
  | 'record'
  | 'request-view'
  | 'request-control'
  | 'request-view-app'
  | 'request-control-app'
  | 'request-reboot'
  | 'share-desktop'
  | 'share-application'
  | 'stop'
  | 'end'
  | 'palette';

export type Command = {
  readonly id: CommandId;
  readonly label: string;
  /** As printed on the keys; undefined where it has none. */
  readonly keys: readonly string[] | undefined;
  readonly enabled: boolean;
  readonly run: () => void;
};

type Shortcut = {
  readonly keys: readonly string[];
  readonly code: string;
  readonly with: 'alt' | 'ctrl';
};

/** By the key's place, so that they are the same on every layout and with a Korean input method on. */
const SHORTCUTS: Partial<Readonly<Record<CommandId, Shortcut>>> = {
  invite: { keys: ['Alt', '1'], code: 'Digit1', with: 'alt' },
  participants: { keys: ['Alt', '2'], code: 'Digit2', with: 'alt' },
  chat: { keys: ['Alt', '3'], code: 'Digit3', with: 'alt' },
  'request-view': { keys: ['Alt', '4'], code: 'Digit4', with: 'alt' },
  'request-control': { keys: ['Alt', '5'], code: 'Digit5', with: 'alt' },
  stop: { keys: ['Alt', '6'], code: 'Digit6', with: 'alt' },
  files: { keys: ['Alt', '8'], code: 'Digit8', with: 'alt' },
  notes: { keys: ['Alt', '7'], code: 'Digit7', with: 'alt' },
  end: { keys: ['Alt', '9'], code: 'Digit9', with: 'alt' },
  palette: { keys: ['Ctrl', 'K'], code: 'KeyK', with: 'ctrl' },
};

export type CommandActions = Readonly<
  Record<CommandId, { readonly enabled: boolean; readonly run: () => void }>
>;

const ORDER: readonly CommandId[] = [
  'invite',
  'participants',
  'chat',
  'audio',
  'video',
  'request-view',
  'request-control',
  'request-view-app',
  'request-control-app',
  'share-desktop',
  'share-application',
  'stop',
  'request-reboot',
  'files',
  'advanced-files',
  'system-info',
  'notes',
  'record',
  'end',
  'palette',
];

/** @param isLead others leave where the lead ends */
export function commandsOf(t: Translate, actions: CommandActions, isLead: boolean): readonly Command[] {
  const labels: Readonly<Record<CommandId, string>> = {
    invite: t('session.invite'),
    participants: t('session.participants'),
    chat: t('session.chat'),
    audio: t('call.audio'),
    video: t('call.video'),
    'request-view': t('control.requestView'),
    'request-control': t('control.requestControl'),
    'request-view-app': t('control.requestViewApp'),
    'request-control-app': t('control.requestControlApp'),
    'request-reboot': t('reboot.request'),
    'share-desktop': t('control.shareDesktop'),
    'share-application': t('control.shareApplication'),
    stop: t('control.stop'),
    files: t('files.title'),
    'advanced-files': t('folders.open'),
    'system-info': t('systemInfo.title'),
    notes: t('notes.title'),
    record: t('recording.record'),
    end: isLead ? t('session.end') : t('colleagues.leave'),
    palette: t('palette.open'),
  };
  return ORDER.map((id) => ({ id, label: labels[id], keys: SHORTCUTS[id]?.keys, ...actions[id] }));
}

type Press = {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
};

/** The command that this key press means; Command counts as Ctrl, since a Mac's palette is on ⌘K. */
export function commandFor(press: Press): CommandId | undefined {
  if (press.shiftKey) return undefined;
  const ctrl = press.ctrlKey || press.metaKey;
  return ORDER.find((id) => {
    const shortcut = SHORTCUTS[id];
    if (shortcut === undefined || shortcut.code !== press.code) return false;
    return shortcut.with === 'alt' ? press.altKey && !ctrl : ctrl && !press.altKey;
  });
}

/** Commands whose words all begin a word of the label, in the order of the list. */
export function searchCommands(commands: readonly Command[], text: string): readonly Command[] {
  const wanted = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ label, enabled }) => {
    const words = label.toLocaleLowerCase().split(/\s+/);
    return enabled && wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}
