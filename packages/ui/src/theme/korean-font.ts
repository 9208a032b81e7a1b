/**
 * Korean letters in a type of ours. Its ninety faces made the first layout of every window wait 150 ms, so an English
 * screen is shown without them and they follow; Korean names and chat are met later than that.
 */

import { useEffect } from 'react';
import type { Lang } from '../i18n/lang.ts';

const AFTER_FIRST_SCREEN_MS = 1_000;

export function useKoreanFont(lang: Lang): void {
  useEffect(() => {
    const delay = lang === 'ko' ? 0 : AFTER_FIRST_SCREEN_MS;
    const timer = setTimeout(() => void import('./korean-font.css'), delay);
    return () => {
      clearTimeout(timer);
    };
  }, [lang]);
}
