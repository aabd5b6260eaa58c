// The ten recovery codes.
export const codes = {
  list: 'Recovery codes',
  copy: 'Copy all ten',
  copied: 'Copied',
  copiedNote: 'The clipboard is emptied again in a minute.',
  note: 'Best written or printed, and kept with the Recovery Kit.',
  print: 'Print', printedNote: 'Sent to the printer. Keep the sheet where nobody else looks.',
};
