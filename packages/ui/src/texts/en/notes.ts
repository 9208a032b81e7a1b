/** What a CSR writes down about a session. */
export const notes = {
  title: 'Notes',
  label: 'Session notes',
  hint: 'Kept with the session. Customers don’t see it.',
  save: 'Save',
  loading: 'Loading',
  saved: 'Saved',
  saving: 'Saving',
  unsaved: 'Not saved yet',
  failed: 'Not saved. {{why}}',
  readOnly: 'The lead representative writes the notes. You see them as they are saved.',
  search: 'Search sessions',
  searchHint: 'Name, customer, code or notes',
  nothingFound: 'No session fits',
  nothingFoundBody: 'Try fewer or other words.',
  edit: 'Edit notes of {{session}}',
  editTitle: 'Session notes',
} as const;
