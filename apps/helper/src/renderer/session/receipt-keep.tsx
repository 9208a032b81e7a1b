/** Keeping the receipt: as a page to read, or as a file; both can be verified. */
import type { ReceiptDocument } from '@alongside/protocol';
import { useTexts, useUiChoices } from '@alongside/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { writeReceiptFile } from '@alongside/protocol';
import { receiptPage } from './receipt-page.ts';
import classes from './ended-screen.module.css';

export type ReceiptActions = {
  readonly load: () => Promise<ReceiptDocument | null>;
  readonly seal: (hash: string) => Promise<string | null>;
  readonly save: (file: {
    readonly name: string;
    readonly text: string;
  }) => Promise<'saved' | 'cancelled' | 'failed'>;
};

type Form = 'page' | 'file';

export function ReceiptKeep({ actions }: { readonly actions: ReceiptActions }) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const [state, setState] = useState<'idle' | 'busy' | 'saved' | 'cancelled' | 'failed'>('idle');
  const keep = async (form: Form): Promise<void> => {
    setState('busy');
    const document = await actions.load();
    const text =
      document === null
        ? null
        : form === 'file'
          ? writeReceiptFile(document)
          : await receiptPage({ t, lang, document, seal: actions.seal });
    const name = form === 'file' ? 'alongside-receipt.json' : 'alongside-receipt.html';
    setState(text === null ? 'failed' : await actions.save({ name, text }));
  };
  return (
    <div className={classes.keep}>
      <p className={classes.kept}>{t('receipt.signedHint')}</p>
      <div className={classes.buttons}>
        <Button disabled={state === 'busy'} onClick={() => void keep('page')}>
          {t('receipt.savePage')}
        </Button>
        <Button disabled={state === 'busy'} onClick={() => void keep('file')}>
          {t('receipt.saveFile')}
        </Button>
      </div>
      <p className={classes.kept} role="status">
        {state === 'saved' && t('receipt.saved')}
        {state === 'failed' && t('receipt.saveFailed')}
      </p>
    </div>
  );
}
