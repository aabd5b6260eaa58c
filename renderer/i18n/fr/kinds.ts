// Le nom de chaque sorte de document à l’écran.
export const kinds = {
  page: '{{kind}} {{number}}, tel qu’émis',
  about: 'À propos de ce document',
  quote: { one: 'Devis', many: 'Devis', fresh: 'Nouveau devis', draft: 'Brouillon de devis', issue: 'Émettre le devis', make: 'Établir un devis' },
  'order-confirmation': { one: 'Confirmation de commande', many: 'Confirmations de commande', fresh: 'Nouvelle confirmation de commande', draft: 'Brouillon de confirmation de commande', issue: 'Émettre la confirmation', make: 'Confirmer la commande' },
  'delivery-note': { one: 'Bon de livraison', many: 'Bons de livraison', fresh: 'Nouveau bon de livraison', draft: 'Brouillon de bon de livraison', issue: 'Émettre le bon de livraison', make: 'Établir un bon de livraison' },
  'pro-forma': { one: 'Facture pro forma', many: 'Factures pro forma', fresh: 'Nouvelle facture pro forma', draft: 'Brouillon de facture pro forma', issue: 'Émettre la facture pro forma', make: 'Établir une facture pro forma' },
  invoice: { one: 'Facture', many: 'Factures', fresh: 'Nouvelle facture', draft: 'Brouillon de facture', issue: 'Émettre la facture', make: 'Établir une facture' },
  'deposit-invoice': { one: 'Facture d’acompte', many: 'Factures d’acompte', fresh: 'Nouvelle facture d’acompte', draft: 'Brouillon de facture d’acompte', issue: 'Émettre la facture d’acompte', make: 'Demander un acompte' },
  'part-invoice': { one: 'Facture partielle', many: 'Factures partielles', fresh: 'Nouvelle facture partielle', draft: 'Brouillon de facture partielle', issue: 'Émettre la facture partielle' },
  'final-invoice': { one: 'Facture de solde', many: 'Factures de solde', fresh: 'Nouvelle facture de solde', draft: 'Brouillon de facture de solde', issue: 'Émettre la facture de solde', make: 'Établir la facture de solde' },
  'credit-note': { one: 'Avoir', many: 'Avoirs', fresh: 'Nouvel avoir', draft: 'Brouillon d’avoir', issue: 'Émettre l’avoir', make: 'Établir un avoir' },
  receipt: { one: 'Reçu', many: 'Reçus' },
};
