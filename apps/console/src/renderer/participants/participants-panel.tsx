/** The region *Participants*: who waits, who is here, and what can be done with each. */

import { Button } from '@mantine/core';
import { EmptyState, PersonAvatar, TimeAgo, useTexts } from '@alongside/ui';
import type { Translate } from '@alongside/ui';
import type { Participant, ParticipantId, Role } from '@alongside/protocol';
import { IconCrown, IconStarFilled, IconUsers } from '@tabler/icons-react';
import { ParticipantMenu } from './participant-menu.tsx';
import classes from './participants-panel.module.css';

export type ParticipantActions = {
  readonly onAdmit: (id: ParticipantId) => void;
  readonly onRefuse: (id: ParticipantId) => void;
  readonly onRemove: (id: ParticipantId) => void;
  readonly onMakePrimary: (id: ParticipantId) => void;
  readonly onTransfer: (id: ParticipantId) => void;
};

type ParticipantsPanelProps = ParticipantActions & {
  readonly self: ParticipantId;
  readonly people: readonly Participant[];
};

const ROLE_TEXT: Readonly<Record<Role, (t: Translate) => string>> = {
  'lead-csr': (t) => t('participants.leadCsr'),
  'assisting-csr': (t) => t('participants.csr'),
  'primary-customer': (t) => t('participants.primaryCustomer'),
  'assistant-customer': (t) => t('participants.assistantCustomer'),
};

export function ParticipantsPanel({ self, people, ...actions }: ParticipantsPanelProps) {
  const t = useTexts();
  const waiting = people.filter(({ state }) => state === 'lobby');
  const here = people.filter(({ state }) => state !== 'lobby');
  const isLead = here.some(({ id, role }) => id === self && role === 'lead-csr');
  const customers = here.filter(({ role }) => role === 'primary-customer' || role === 'assistant-customer');
  return (
    <section className={classes.panel} aria-label={t('participants.title')}>
      {waiting.length > 0 && (
        <>
          <h2 className={classes.heading}>{t('participants.lobby')}</h2>
          <ul className={classes.list}>
            {waiting.map((person) => (
              <Waiting key={person.id} person={person} {...actions} />
            ))}
          </ul>
        </>
      )}
      <h2 className={classes.heading}>{t('participants.here')}</h2>
      <ul className={classes.list}>
        {here.map((person) => (
          <li key={person.id} className={classes.person}>
            <PersonAvatar id={person.id} name={person.name} faint={person.state === 'away'} />
            <span className={classes.words}>
              <span className={classes.name}>
                {person.id === self ? t('participants.you', { name: person.name }) : person.name}
                {person.role === 'primary-customer' && (
                  <IconStarFilled size={14} className={classes.star} aria-hidden />
                )}
                {person.role === 'lead-csr' && (
                  <IconCrown size={14} stroke={2} className={classes.crown} aria-hidden />
                )}
              </span>
              <span className={classes.role}>
                {person.state === 'away' ? t('participants.away') : ROLE_TEXT[person.role](t)}
              </span>
            </span>
            {isLead && person.id !== self && (
              <ParticipantMenu
                person={person}
                canBePrimary={person.role === 'assistant-customer' && customers.length > 1}
                {...actions}
              />
            )}
          </li>
        ))}
      </ul>
      {customers.length === 0 && waiting.length === 0 && (
        <EmptyState icon={<IconUsers size={20} stroke={1.75} />} title={t('participants.emptyTitle')}>
          {t('participants.emptyBody')}
        </EmptyState>
      )}
    </section>
  );
}

type WaitingProps = ParticipantActions & { readonly person: Participant };

function Waiting({ person, onAdmit, onRefuse }: WaitingProps) {
  const t = useTexts();
  const { id, name } = person;
  return (
    <li className={classes.waiting}>
      <div className={classes.who}>
        <PersonAvatar id={id} name={name} />
        <span className={classes.words}>
          <span className={classes.name}>{name}</span>
          <span className={classes.role}>
            {person.joinedBy === 'code' ? t('participants.byCode') : t('participants.byLink')}
            {' · '}
            <TimeAgo at={person.joinedAt} />
          </span>
        </span>
      </div>
      <div className={classes.answers}>
        <Button
          size="xs"
          aria-label={t('participants.refuseName', { name })}
          onClick={() => {
            onRefuse(id);
          }}
        >
          {t('participants.refuse')}
        </Button>
        <Button
          size="xs"
          variant="filled"
          aria-label={t('participants.admitName', { name })}
          onClick={() => {
            onAdmit(id);
          }}
        >
          {t('participants.admit')}
        </Button>
      </div>
    </li>
  );
}
