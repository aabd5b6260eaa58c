// Mots de ce qui accompagne un document : note interne et fichiers.
export const asides = {
  note: 'Note interne',
  noteHelp: 'Jamais imprimée. Seules les personnes de cette entreprise la voient.',
  save: 'Enregistrer la note',
  saved: 'La note est enregistrée',
  files: 'Fichiers',
  attach: 'Ajouter un fichier',
  attached: '{{name}} est conservé dans le coffre',
  saveAs: 'Enregistrer {{name}}',
  remove: 'Retirer {{name}}',
  removed: '{{name}} est retiré',
  by: '{{size}}, {{when}}, {{by}}',
  none: 'Contrats, photos, dessins\u00a0: jusqu’à 20 Mo chacun, chiffrés dans le coffre.',
  title: 'Note et fichiers',
  kb: '{{n}} ko',
  mb: '{{n}} Mo',
};
