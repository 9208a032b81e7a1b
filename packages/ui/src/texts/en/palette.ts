export const palette = {
  title: 'Commands',
  search: 'Search commands',
  nothing: 'No command of that name',
  open: 'Commands',
  notices: 'Notifications',
  noticesEmpty: 'No notifications',
  dismiss: 'Dismiss',
  joined: '{{name}} has joined.',
  waiting: '{{name}} is waiting to be admitted.',
  left: '{{name}} has left.',
} as const;
