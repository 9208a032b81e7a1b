/** One question at a time, in a sentence a grandmother understands: what it means, and how to undo it. */
export const consent = {
  allow: 'Allow',
  decline: 'Decline',
  allowAll: 'Allow all actions this session',
  allowAllHint: 'You won’t be asked again until this is over. You can stop everything at any time.',
  expiresIn: 'This question goes away in {{seconds}} s',
  viewTitle: '{{name}} from {{organisation}} asks to see your screen.',
  viewMeans: 'They will see everything on it until you stop. They can’t click or type.',
  controlTitle: '{{name}} from {{organisation}} asks to use your mouse and keyboard.',
  controlMeans:
    'They can click and type on this computer until you stop. Move your mouse, and they have to wait.',
  notVerified: 'We could not check that this person really works there.',
} as const;
