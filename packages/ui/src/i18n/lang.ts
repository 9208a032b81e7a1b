/** Which languages there are, and which one a person's system asks for. */

export const LANGS = ['en', 'ko'] as const;
export type Lang = (typeof LANGS)[number];

/** Each language in its own words, so that whoever needs it can read it. */
export const LANG_NAMES: Readonly<Record<Lang, string>> = { en: 'English', ko: '한국어' };

export function isLang(value: unknown): value is Lang {
  return LANGS.some((lang) => lang === value);
}

/** The first of the system's languages that we speak (`ko-KR` → `ko`), else English. */
export function pickLang(wanted: readonly string[]): Lang {
  const spoken = wanted.map((tag) => tag.toLowerCase().split('-')[0]).find(isLang);
  return spoken ?? 'en';
}
