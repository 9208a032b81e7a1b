import { describe, expect, it } from 'vitest';
import { createI18n } from '../i18n/i18n.ts';
import { pickLang } from '../i18n/lang.ts';
import { en } from './en/index.ts';
import { ko } from './ko/index.ts';

type Texts = { readonly [key: string]: string | Texts };

function flatten(texts: Texts, prefix = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

const placeholders = (text: string): readonly string[] => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();

describe('the texts', () => {
  const english = flatten(en);
  const korean = flatten(ko);

  it('are the same keys in both languages, none empty', () => {
    expect([...korean.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    for (const [key, text] of [...english, ...korean]) expect(text.trim(), key).not.toBe('');
  });

  it('ask for the same values in both languages', () => {
    for (const [key, text] of english)
      expect(placeholders(korean.get(key) ?? ''), key).toEqual(placeholders(text));
  });

  it('never shout, apologise in slang, or glue a particle to a value', () => {
    for (const [key, text] of [...english, ...korean]) {
      expect(text, key).not.toMatch(/!|oops|sorry/i);
      // 이/가, 을/를, 은/는, 와/과 depend on the last sound of the value, which we don't know.
      expect(text, key).not.toMatch(/\}\}(이|가|을|를|은|는|와|과|로|으로)(\s|$)/);
    }
  });

  it('are Korean in Korean, apart from names and units', () => {
    const bare = [...korean].filter(([, text]) => !/[가-힣]/.test(text.replace(/\{\{\w+\}\}/g, '')));
    expect(bare.map(([key]) => key).toSorted()).toEqual([
      'common.appName',
      'connection.fps',
      'connection.resolution',
      'connection.rtt',
      'site.sessionName',
      'stage.actual',
      'stage.monitorOption',
    ]);
  });

  it('reach a reader through i18next in the chosen language, with values put in as they are', () => {
    expect(createI18n('en').t('chat.seenByOne', { name: '<b>Ann</b>' })).toBe('Only <b>Ann</b> sees this');
    expect(createI18n('ko').t('chat.newMessages', { count: 3 })).toBe('새 메시지 3개');
    expect(createI18n('en').t('chat.newMessages', { count: 1 })).toBe('1 new message');
  });
});

describe('pickLang', () => {
  it('takes the first language of the system that we speak, else English', () => {
    expect(pickLang(['ko-KR', 'en-US'])).toBe('ko');
    expect(pickLang(['fr-FR', 'ko'])).toBe('ko');
    expect(pickLang(['fr-FR', 'de'])).toBe('en');
    expect(pickLang([])).toBe('en');
  });
});
