/** Safety words: read aloud, so that nobody can sit in between. */
export const trust = {
  title: 'Safety words',
  askCsr: 'Read these words to {{name}}. Do they see the same four?',
  askCustomer: 'Does {{name}} read out the same four words?',
  why: 'The same words on both screens prove that nobody sits between you. Go by voice, not by chat.',
  match: 'They match',
  differ: 'They differ',
  waiting: 'Preparing the safety words',
  matched: 'Safety words match',
  linkProved: 'Verified by link',
  notYet: 'Not compared yet',
  differedTitle: 'The words differ',
  differedBody:
    'Someone may be between you and the other person. The connection was closed; nothing was shared. Start again with a new link.',
} as const;
