import { describe, expect, it } from 'vitest';
import { createI18n } from '@alongside/ui';
import { commandFor, commandsOf, searchCommands } from './commands.ts';
import type { CommandActions } from './commands.ts';

const idle = { enabled: true, run: () => undefined };
const actions: CommandActions = {
  invite: idle,
  participants: idle,
  chat: idle,
  audio: idle,
  video: idle,
  files: idle,
  'advanced-files': idle,
  'system-info': idle,
  notes: idle,
  record: idle,
  'request-view': idle,
  'request-control': idle,
  'request-view-app': idle,
  'request-control-app': idle,
  'request-reboot': idle,
  'share-desktop': idle,
  'share-application': idle,
  stop: { ...idle, enabled: false },
  end: idle,
  palette: idle,
};
const press = { code: 'Digit3', ctrlKey: false, altKey: true, shiftKey: false, metaKey: false };

describe('commandFor', () => {
  it('finds a command by its keys alone', () => {
    expect(commandFor(press)).toBe('chat');
    expect(commandFor({ ...press, code: 'KeyK', altKey: false, ctrlKey: true })).toBe('palette');
    expect(commandFor({ ...press, code: 'KeyK', altKey: false, metaKey: true })).toBe('palette');
  });

  it('leaves other combinations alone', () => {
    expect(commandFor({ ...press, shiftKey: true })).toBeUndefined();
    expect(commandFor({ ...press, ctrlKey: true })).toBeUndefined();
    expect(commandFor({ ...press, altKey: false })).toBeUndefined();
  });
});

describe('searchCommands', () => {
  const commands = commandsOf(createI18n('en').getFixedT('en', 'texts'), actions, true);
  const ids = (text: string) => searchCommands(commands, text).map(({ id }) => id);

  it('finds by beginnings of words, and only what can be done now', () => {
    expect(ids('req cont')).toEqual(['request-control', 'request-control-app']);
    expect(ids('stop')).toEqual([]);
    expect(ids('')).not.toContain('stop');
  });

  it('finds Korean', () => {
    const korean = commandsOf(createI18n('ko').getFixedT('ko', 'texts'), actions, true);
    expect(searchCommands(korean, '바탕 제어').map(({ id }) => id)).toEqual(['request-control']);
  });
});
