// The ten recovery codes.
export const codes = {
  list: 'Codes de secours',
  copy: 'Copier les dix',
  copied: 'Copié',
  copiedNote: 'Le presse-papiers est vidé dans une minute.',
  note: 'De préférence notés ou imprimés, et gardés avec le kit de secours.',
  print: 'Imprimer', printedNote: 'Envoyé à l’imprimante. Gardez la feuille en lieu sûr.',
};
