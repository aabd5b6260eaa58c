// Words of acts over many documents at once.
export const batch = {
  act: {
    remind_one: 'Mahnen', remind_other: '{{count}} mahnen',
    pdf_one: 'Ein PDF', pdf_other: 'Ein PDF',
    csv_one: 'Exportieren', csv_other: 'Exportieren',
    issue_one: 'Ausstellen', issue_other: '{{count}} ausstellen',
  },
  doing: { remind: 'Mahnungen werden geschrieben', pdf: 'Ein PDF entsteht', csv: 'Die Datei wird geschrieben', issue: 'Wird ausgestellt' },
  done: {
    remind_one: '{{n}} Rechnung ist gemahnt.', remind_other: '{{n}} Rechnungen sind gemahnt.',
    pdf_one: '{{n}} Beleg ist im PDF.', pdf_other: '{{n}} Belege sind im PDF.',
    csv_one: '{{n}} Zeile ist in der Datei.', csv_other: '{{n}} Zeilen sind in der Datei.',
    issue_one: '{{n}} Entwurf ist ausgestellt.', issue_other: '{{n}} Entwürfe sind ausgestellt.',
  },
  failed_one: '{{count}} nicht:', failed_other: '{{count}} nicht:',
  progress: '{{done}} von {{total}}',
  stop: 'Anhalten',
  stopping: 'Hält an',
  cancelled: 'Angehalten: Der Rest ist, wie er war.',
  report: 'Ergebnis',
  look: 'Ansehen',
};
