// The ten recovery codes.
export const codes = {
  list: 'Ersatzcodes',
  copy: 'Alle zehn kopieren',
  copied: 'Kopiert',
  copiedNote: 'Die Zwischenablage wird in einer Minute wieder geleert.',
  note: 'Am besten aufgeschrieben oder gedruckt und beim Recovery Kit aufbewahrt.',
  print: 'Drucken', printedNote: 'An den Drucker gesendet. Bewahren Sie das Blatt dort auf, wo niemand sonst hinkommt.',
};
