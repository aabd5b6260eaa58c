// Words of what lies beside a document: the internal note and files.
export const asides = {
  note: 'Internal note',
  noteHelp: 'Never printed. Only the people of this business see it.',
  save: 'Save note',
  saved: 'The note is kept',
  files: 'Files',
  attach: 'Add a file',
  attached: '{{name}} is kept in the vault',
  saveAs: 'Save {{name}}',
  remove: 'Remove {{name}}',
  removed: '{{name}} is removed',
  by: '{{size}}, {{when}}, {{by}}',
  none: 'Contracts, photos, drawings: up to 20 MB each, encrypted in the vault.',
  title: 'Note and files',
  kb: '{{n}} kB',
  mb: '{{n}} MB',
};
