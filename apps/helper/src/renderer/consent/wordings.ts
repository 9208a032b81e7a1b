/** How each question is put: in a sentence, and what a yes means. */
import type { Capability } from '@alongside/protocol';
import { formatBytes, type Lang, type Translate } from '@alongside/ui';
import {
  IconAppWindow,
  IconClipboardCopy,
  IconClipboardText,
  IconDeviceDesktopAnalytics,
  IconEye,
  IconFiles,
  IconFolderOpen,
  IconPlayerRecord,
  IconPointer,
  IconReload,
} from '@tabler/icons-react';
import type { FilesAsked, PromptView } from '../../contract/consent-contract.ts';

type Who = { readonly who: string };
export type Wording = {
  readonly icon: typeof IconEye;
  readonly title: (t: Translate, who: Who, prompt: PromptView) => string;
  readonly means: (t: Translate, prompt: PromptView) => string;
};

/** A question about files that names none cannot come up; said as what does least. */
const NO_FILE: Pick<FilesAsked, 'kind' | 'folder' | 'to'> = { kind: 'get', folder: '', to: null };

export const WORDINGS: Readonly<Record<Capability, Wording>> = {
  'view-desktop': {
    icon: IconEye,
    title: (t, who) => t('consent.viewTitle', who),
    means: (t) => t('consent.viewMeans'),
  },
  'control-desktop': {
    icon: IconPointer,
    title: (t, who) => t('consent.controlTitle', who),
    means: (t) => t('consent.controlMeans'),
  },
  'view-application': {
    icon: IconAppWindow,
    title: (t, who) => t('consent.viewAppTitle', who),
    means: (t) => t('consent.viewAppMeans'),
  },
  'control-application': {
    icon: IconPointer,
    title: (t, who) => t('consent.controlAppTitle', who),
    means: (t) => t('consent.controlAppMeans'),
  },
  'read-clipboard': {
    icon: IconClipboardCopy,
    title: (t, who) => t('consent.readClipTitle', who),
    means: (t) => t('consent.readClipMeans'),
  },
  'write-clipboard': {
    icon: IconClipboardText,
    title: (t, who) => t('consent.writeClipTitle', who),
    means: (t) => t('consent.writeClipMeans'),
  },
  reboot: {
    icon: IconReload,
    title: (t, who) => t('reboot.consentTitle', who),
    means: (t) => t('reboot.consentMeans'),
  },
  'system-info': {
    icon: IconDeviceDesktopAnalytics,
    title: (t, who) => t('systemInfo.consentTitle', who),
    means: (t, { keptDays }) =>
      keptDays === null
        ? t('systemInfo.consentMeans')
        : `${t('systemInfo.consentMeans')} ${t('systemInfo.consentKept', { count: keptDays })}`,
  },
  recording: {
    icon: IconPlayerRecord,
    title: (t, who) => t('recording.consentTitle', who),
    means: (t) => t('recording.consentMeans'),
  },
  'browse-files': {
    icon: IconFolderOpen,
    title: (t, who) => t('folders.browseTitle', who),
    means: (t) => t('folders.browseMeans'),
  },
  'use-files': {
    icon: IconFiles,
    title: (t, who, { files }) => t(`folders.actTitle.${(files ?? NO_FILE).kind}`, who),
    means: (t, { files }) => {
      const { kind, folder, to } = files ?? NO_FILE;
      return t(`folders.actMeans.${kind}`, { folder, to: to ?? '' });
    },
  },
};

/** What it comes to; a folder that is only made comes to nothing. */
export function totalOf(t: Translate, lang: Lang, { kind, count, bytes }: FilesAsked): string | null {
  if (kind === 'make' || kind === 'rename') return null;
  return t('folders.total', { count, size: formatBytes(lang, bytes) });
}
