// Words of the part of the tax settings that says when tax falls due.
export const taxDue = {
  title: 'Quand la taxe est due',
  text: 'En général la taxe est due avec la facture (débits). Souvent, pour les services et les petites entreprises, elle n’est due qu’à l’encaissement\u00a0; demandez à votre comptable si c’est votre cas.',
  invoiced: 'À la facture',
  paid: 'À l’encaissement',
  invoicedHelp: 'La taxe d’une facture appartient au mois de sa date.',
  paidHelp: 'La taxe d’une facture appartient aux mois où elle est payée\u00a0; pour un acompte, à hauteur de sa part.',
  since: 'depuis le {{day}}',
  planned: 'À partir du {{day}}\u00a0: {{way}}',
  way: 'La TVA est due',
  change: 'Modifier',
  begin: 'À partir de quel mois',
  keep: 'Les documents antérieurs gardent l’ancien régime, quelle que soit la date de leur paiement\u00a0: rien n’est taxé deux fois ni oublié.',
  save: 'Appliquer à partir du {{day}}',
  saved: 'À partir du {{day}}\u00a0: {{way}}',
  cancel: 'Ne rien changer',
  always: 'Depuis le début',
} as const;
