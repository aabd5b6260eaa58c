// Words of acts over many documents at once.
export const batch = {
  act: {
    remind_one: 'Relancer', remind_other: 'Relancer ({{count}})', remind_many: 'Relancer ({{count}})',
    pdf_one: 'Un seul PDF', pdf_other: 'Un seul PDF', pdf_many: 'Un seul PDF',
    csv_one: 'Exporter', csv_other: 'Exporter', csv_many: 'Exporter',
    issue_one: 'Émettre', issue_other: 'Émettre ({{count}})', issue_many: 'Émettre ({{count}})',
  },
  doing: { remind: 'Rédaction des relances', pdf: 'Création du PDF', csv: 'Écriture du fichier', issue: 'Émission en cours' },
  done: {
    remind_one: '{{n}} facture est relancée.', remind_other: '{{n}} factures sont relancées.', remind_many: '{{n}} factures sont relancées.',
    pdf_one: '{{n}} document est dans le PDF.', pdf_other: '{{n}} documents sont dans le PDF.', pdf_many: '{{n}} documents sont dans le PDF.',
    csv_one: '{{n}} ligne est dans le fichier.', csv_other: '{{n}} lignes sont dans le fichier.', csv_many: '{{n}} lignes sont dans le fichier.',
    issue_one: '{{n}} brouillon est émis.', issue_other: '{{n}} brouillons sont émis.', issue_many: '{{n}} brouillons sont émis.',
  },
  failed_one: '{{count}} ne l’est pas\u00a0:', failed_other: '{{count}} ne le sont pas\u00a0:', failed_many: '{{count}} ne le sont pas\u00a0:',
  progress: '{{done}} sur {{total}}',
  stop: 'Arrêter',
  stopping: 'Arrêt en cours',
  cancelled: 'Arrêté\u00a0: le reste est inchangé.',
  report: 'Résultat',
  look: 'Voir',
};
