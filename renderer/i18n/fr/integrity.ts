// Why the books can only be read.
export const integrity = {
  history: {
    title: 'Ces livres sont plus anciens qu’à leur dernière utilisation, ou leur journal a été modifié.',
    text: 'Tout peut être lu, rien ne peut être modifié. Si vous avez vous-même remis une ancienne copie, vérifiez s’il manque des factures, puis continuez. Cela est consigné.',
  },
  medium: { title: 'Ce disque n’accepte aucune modification.', text: 'Vous pouvez lire et imprimer. Pour continuer à travailler, copiez les livres sur un disque où l’on peut écrire.' },
  synced: { title: 'Les livres sont dans un dossier que {{program}} copie.', text: 'Les copier pendant qu’ils sont ouverts peut les abîmer. Fermez Billfold et sortez son dossier de là.' },
  acknowledge: 'J’ai vérifié, continuer',
};
