/** Starting the customer's computer anew, and coming back. */
export const reboot = {
  request: 'Request to restart the computer',
  asked: 'You asked to restart the computer. It comes back by itself.',
  restarting: '{{name}}’s computer is restarting. They come back by themselves.',
  failed: '{{name}}’s computer would not restart. Ask them to do it from its own menu.',
  consentTitle: '{{who}} asks to restart your computer.',
  consentMeans:
    'Save your work first: everything that is open will be closed. When you have signed in again, this program starts once by itself and brings you back.',
  grant: '{{name}} can restart your computer',
  what: 'restarting my computer',
  receipt: 'You let {{name}} restart your computer',
} as const;
