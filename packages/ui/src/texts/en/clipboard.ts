/** Shared clipboards: two directions, each allowed by itself. */
export const clipboard = {
  title: 'Clipboard',
  hint: 'Text and pictures, from now on',
  write: 'Paste what I copy there',
  read: 'Receive what is copied there',
  asked: 'Asked',
  notInBrowser: 'Open the console app to share clipboards.',
  notThere: 'The customer’s program can’t share its clipboard.',
} as const;
