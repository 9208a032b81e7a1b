/** Pointing and drawing on the customer's screen. */
export const drawing = {
  point: 'Point',
  draw: 'Draw',
  clear: 'Clear drawing',
  noScreen: 'There is no screen to draw on yet.',
  notThere: 'The customer’s program can’t show drawings.',
  oneWindow: 'You can draw when the whole desktop is shared.',
} as const;
