/** What an unchanged site calls its session types and tracking codes; a site's own words are shown as they are. */
export const site = {
  'remote-support': 'Remote support',
  /** "Remote support 4F2K". */
  sessionName: '{{type}} {{number}}',
  training: 'Training',
  ticket: 'Ticket number',
  product: 'Product',
  newKey: 'Check the new key',
  newKeyTitle: 'Trust a new key?',
  newKeyBody:
    'Whoever holds this key decides the settings of your site. Ask your administrator, in person or by phone, whether the key was replaced and is this one. If not, cancel.',
  believe: 'Trust this key',
} as const;
