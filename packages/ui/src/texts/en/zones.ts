/** Parts of their screen that a customer hides. */
export const zones = {
  title: 'Hidden parts of my screen',
  hint: 'What you hide is black for everyone who sees your screen, and they can’t click there.',
  hideArea: 'Hide part of the screen',
  hideWindow: 'Hide a window',
  drawHint: 'Draw over what nobody should see: press, drag, let go.',
  pictureLabel: 'Your screen as it is now. Draw a rectangle over what should be hidden.',
  hideThis: 'Hide this',
  cancel: 'Cancel',
  noWindows: 'No other windows are open.',
  area: 'Area {{number}}',
  window: 'A window',
  showAgain: 'Show again',
  showAgainNamed: 'Show again: {{name}}',
  notNow: 'To show it again, stop sharing your screen first.',
  told_one: '{{name}} hides a part of the screen. It is black, and clicks there are not passed on.',
  told_other:
    '{{name}} hides {{count}} parts of the screen. They are black, and clicks there are not passed on.',
  toldNone: '{{name}} hides nothing any more.',
} as const;
