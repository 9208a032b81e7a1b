/** *Share my desktop*, *Share my application*: which one, and to whom. */

import { Button, Checkbox, Group, Loader, Modal, Radio, Stack, Text } from '@mantine/core';
import { EmptyState, PictureChoices, useTexts } from '@alongside/ui';
import type { Participant, ParticipantId } from '@alongside/protocol';
import type { ShareWhat } from '@alongside/session';
import { IconUserPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ShareChoice } from './share-desk.ts';

type Source = { readonly id: string; readonly title: string; readonly picture: string };

type ShareDialogProps = {
  readonly opened: boolean;
  readonly what: ShareWhat;
  readonly customers: readonly Participant[];
  /** Null where the browser's own picker comes instead. */
  readonly listSources: ((type: 'screen' | 'window') => Promise<readonly Source[]>) | null;
  readonly onClose: () => void;
  readonly onShare: (choice: ShareChoice) => Promise<boolean>;
};

export function ShareDialog(props: ShareDialogProps) {
  const t = useTexts();
  const { opened, what, onClose } = props;
  const title = what === 'desktop' ? t('control.shareDesktop') : t('control.shareApplication');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <ShareForm key={what} {...props} />}
    </Modal>
  );
}

function ShareForm({ what, customers, listSources, onClose, onShare }: ShareDialogProps) {
  const t = useTexts();
  const sources = useSources(what, listSources);
  const [chosen, setChosen] = useState<string | null>(null);
  const [only, setOnly] = useState<ParticipantId | null>(null);
  const [control, setControl] = useState(false);
  const [isBusy, setBusy] = useState(false);
  // With one thing to choose from there is nothing to choose.
  const source = chosen ?? (sources?.length === 1 ? (sources[0]?.id ?? null) : null);
  const share = async (): Promise<void> => {
    setBusy(true);
    const hasBegun = await onShare({ what, source, only, control });
    setBusy(false);
    if (hasBegun) onClose();
  };
  if (customers.length === 0)
    return (
      <EmptyState icon={<IconUserPlus size={20} stroke={1.75} />} title={t('share.nobody')}>
        {t('stage.emptyNobody')}
      </EmptyState>
    );
  return (
    <Stack>
      {listSources === null ? (
        <Text>{t('share.browserAsks')}</Text>
      ) : (
        <SourceList what={what} sources={sources} chosen={source} onChoose={setChosen} />
      )}
      <Radio.Group
        label={t('share.whom')}
        value={only ?? ''}
        onChange={(value) => {
          setOnly(customers.find(({ id }) => id === value)?.id ?? null);
        }}
      >
        <Group mt="xs">
          <Radio value="" label={t('share.everyone')} />
          {customers.map(({ id, name }) => (
            <Radio key={id} value={id} label={name} />
          ))}
        </Group>
      </Radio.Group>
      {listSources !== null && (
        <Checkbox
          label={t('share.control')}
          description={t('share.controlHint')}
          checked={control}
          onChange={(event) => {
            setControl(event.currentTarget.checked);
          }}
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="filled"
          loading={isBusy}
          disabled={listSources !== null && source === null}
          onClick={() => void share()}
        >
          {t('share.begin')}
        </Button>
      </Group>
    </Stack>
  );
}

type SourceListProps = {
  readonly what: ShareWhat;
  readonly sources: readonly Source[] | null;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

function SourceList({ what, sources, chosen, onChoose }: SourceListProps) {
  const t = useTexts();
  if (sources === null) return <Loader size="sm" aria-label={t('share.looking')} />;
  if (sources.length === 0) return <Text>{t('share.nothing')}</Text>;
  const label = what === 'desktop' ? t('share.screens') : t('share.windows');
  return <PictureChoices label={label} choices={sources} chosen={chosen} onChoose={onChoose} />;
}

function useSources(what: ShareWhat, list: ShareDialogProps['listSources']): readonly Source[] | null {
  const [sources, setSources] = useState<readonly Source[] | null>(null);
  useEffect(() => {
    let isThere = true;
    void list?.(what === 'desktop' ? 'screen' : 'window').then((found) => {
      if (isThere) setSources(found);
    });
    return () => {
      isThere = false;
    };
  }, [list, what]);
  return sources;
}
