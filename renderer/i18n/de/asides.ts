// Wörter für das, was neben einem Beleg liegt: interne Notiz und Dateien.
export const asides = {
  note: 'Interne Notiz',
  noteHelp: 'Wird nie gedruckt. Nur wer in diesem Unternehmen arbeitet, sieht sie.',
  save: 'Notiz speichern',
  saved: 'Die Notiz ist gespeichert',
  files: 'Dateien',
  attach: 'Datei hinzufügen',
  attached: '{{name}} liegt im Tresor',
  saveAs: '{{name}} speichern',
  remove: '{{name}} entfernen',
  removed: '{{name}} ist entfernt',
  by: '{{size}}, {{when}}, {{by}}',
  none: 'Verträge, Fotos, Zeichnungen: bis 20 MB je Datei, verschlüsselt im Tresor.',
  title: 'Notiz und Dateien',
  kb: '{{n}} kB',
  mb: '{{n}} MB',
};
