/** The dialog *Verify receipt*: a file is chosen or dropped; whether it is as it was saved, who signed, what it says. */

import { Alert, Button, FileButton, Modal } from '@mantine/core';
import { nameIn, verifyReceiptFile } from '@alongside/protocol';
import type { ReceiptFault, ReceiptVerdict } from '@alongside/protocol';
import { webNotary } from '@alongside/helper/contract/web-notary.ts';
import { receiptLine, useTexts, useUiChoices } from '@alongside/ui';
import type { Translate } from '@alongside/ui';
import { useState } from 'react';
import classes from './verify-dialog.module.css';

/** More than a full receipt has. */
const MAX_BYTES = 16_000_000;

type VerifyDialogProps = { readonly opened: boolean; readonly onClose: () => void };
type Looked = { readonly name: string; readonly verdict: ReceiptVerdict };

export function VerifyDialog({ opened, onClose }: VerifyDialogProps) {
  const t = useTexts();
  const [looked, setLooked] = useState<Looked | null>(null);
  const look = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const verdict =
      file.size > MAX_BYTES
        ? ({ ok: false, fault: { kind: 'no-receipt' } } as const)
        : await verifyReceiptFile(await file.text(), webNotary);
    setLooked({ name: file.name, verdict });
  };
  return (
    <Modal
      opened={opened}
      onClose={() => {
        setLooked(null);
        onClose();
      }}
      size="lg"
      title={t('receipt.verify')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div
        className={classes.drop}
        onDragOver={(event) => {
          event.preventDefault();
        }}
        onDrop={(event) => {
          event.preventDefault();
          void look(event.dataTransfer.files[0] ?? null);
        }}
      >
        <p className={classes.hint}>{t('receipt.verifyHint')}</p>
        <FileButton
          accept="application/json,text/html"
          onChange={(file) => void look(file)}
          inputProps={{ 'aria-label': t('receipt.choose') }}
        >
          {(props) => <Button {...props}>{t('receipt.choose')}</Button>}
        </FileButton>
      </div>
      {looked !== null && <Verdict {...looked} />}
    </Modal>
  );
}

function Verdict({ name, verdict }: Looked) {
  const t = useTexts();
  const { lang } = useUiChoices();
  if (!verdict.ok) {
    return (
      <Alert color="danger" title={t('receipt.invalid')} role="alert">
        <span translate="no">{name}</span>: {faultText(t, verdict.fault)}
      </Alert>
    );
  }
  const { document, signers } = verdict.value;
  const { entries } = document;
  return (
    <>
      <Alert color="success" title={t('receipt.valid')} role="status">
        <span translate="no">{name}</span>
        {signers.length === 0 && <p className={classes.hint}>{t('receipt.oneSided')}</p>}
        <ul className={classes.signers}>
          <li>{t('receipt.signedByCustomer', { count: entries.length })}</li>
          {signers.map((signer, index) => (
            <li key={index}>
              {t('receipt.signedByCsr', { name: signer.name, count: signer.count, all: entries.length })}
            </li>
          ))}
        </ul>
      </Alert>
      <ol className={classes.entries}>
        {entries.map(({ what, hash }) => {
          const line = receiptLine({ t, lang, nameOf: (id) => nameIn(entries, id) }, what);
          return line === null ? null : <li key={hash}>{line}</li>;
        })}
      </ol>
    </>
  );
}

function faultText(t: Translate, fault: ReceiptFault): string {
  switch (fault.kind) {
    case 'entry':
      return t('receipt.faultEntry', { number: fault.number });
    case 'csr-signature':
      return t('receipt.faultCsr', { name: fault.name });
    default:
      return t(`receipt.fault.${fault.kind}`);
  }
}
