/** What an unchanged site calls its session types and tracking codes; a site's own words are shown as they are. */
export const site = {
  'remote-support': 'Remote support',
  /** "Remote support 4F2K". */
  sessionName: '{{type}} {{number}}',
  training: 'Training',
  ticket: 'Ticket number',
  product: 'Product',
} as const;
