// Sortir les livres et les reprendre.
export const exports = {
  progress: '{{done}} sur {{total}}',
  starting: 'Un instant…',
  show: 'Montrer dans le dossier',
  business: {
    title: 'Export complet',
    text: 'Tout dans un fichier ZIP que n’importe quel programme peut lire : entreprise, taxes, clients, articles, brouillons, documents avec leurs PDF, réglages et journal. Billfold peut le reprendre sur un autre ordinateur.',
    open: 'Ce fichier n’est pas chiffré. Qui l’a peut lire tous vos livres : gardez-le comme vous garderiez le papier.',
    choose: 'Choisir où…',
    into: 'Il sera écrit dans',
    go: 'Écrire l’export',
    going: 'Tout est écrit dans un seul fichier…',
    done_one: 'Un document avec tout ce qui lui appartient est dans le fichier.',
    done_many: '{{n}} documents avec tout ce qui leur appartient sont dans le fichier.',
    done_other: '{{n}} documents avec tout ce qui leur appartient sont dans le fichier.',
    withoutPdf_one: 'Le PDF d’un document n’était pas encore dessiné et manque. Attendez un peu, puis exportez de nouveau.',
    withoutPdf_many: 'Les PDF de {{n}} documents n’étaient pas encore dessinés et manquent. Attendez un peu, puis exportez de nouveau.',
    withoutPdf_other: 'Les PDF de {{n}} documents n’étaient pas encore dessinés et manquent. Attendez un peu, puis exportez de nouveau.',
  },
};
