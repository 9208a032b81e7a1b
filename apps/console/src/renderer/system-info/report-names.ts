/** What stands in a report, as its reader names it. */

import { formatDateTime } from '@alongside/ui';
import type { Lang, Translate } from '@alongside/ui';
import type { ReportNames } from '@alongside/session';

export function reportNames(
  t: Translate,
  { name, at, lang }: { readonly name: string; readonly at: number; readonly lang: Lang },
): ReportNames {
  return {
    title: t('systemInfo.title'),
    taken: t('systemInfo.taken', { name, at: formatDateTime(lang, at) }),
    category: (category) => t(`systemInfo.category.${category}`),
    field: (field) => t(`systemInfo.field.${field}`),
    problem: (problem) => t(`systemInfo.problem.${problem}`),
  };
}
