// Le nom de chaque sorte de document à l’écran.
export const kinds = {
  page: '{{kind}} {{number}}, tel qu’émis',
  about: 'À propos de ce document',
  quote: { one: 'Devis', many: 'Devis', fresh: 'Nouveau devis', draft: 'Brouillon de devis', issue: 'Émettre le devis', make: 'Faire un devis' },
  'order-confirmation': { one: 'Confirmation de commande', many: 'Confirmations de commande', fresh: 'Nouvelle confirmation de commande', draft: 'Brouillon de confirmation de commande', issue: 'Émettre la confirmation', make: 'Confirmer la commande' },
  'delivery-note': { one: 'Bon de livraison', many: 'Bons de livraison', fresh: 'Nouveau bon de livraison', draft: 'Brouillon de bon de livraison', issue: 'Émettre le bon de livraison', make: 'Faire un bon de livraison' },
  'pro-forma': { one: 'Pro forma', many: 'Pro formas', fresh: 'Nouvelle pro forma', draft: 'Brouillon de pro forma', issue: 'Émettre la pro forma', make: 'Faire une pro forma' },
  invoice: { one: 'Facture', many: 'Factures', fresh: 'Nouvelle facture', draft: 'Brouillon de facture', issue: 'Émettre la facture', make: 'Faire une facture' },
  'deposit-invoice': { one: 'Facture d’acompte', many: 'Factures d’acompte', fresh: 'Nouvelle facture d’acompte', draft: 'Brouillon de facture d’acompte', issue: 'Émettre la facture d’acompte', make: 'Demander un acompte' },
  'part-invoice': { one: 'Facture partielle', many: 'Factures partielles', fresh: 'Nouvelle facture partielle', draft: 'Brouillon de facture partielle', issue: 'Émettre la facture partielle' },
  'final-invoice': { one: 'Facture de solde', many: 'Factures de solde', fresh: 'Nouvelle facture de solde', draft: 'Brouillon de facture de solde', issue: 'Émettre la facture de solde', make: 'Faire la facture de solde' },
  'credit-note': { one: 'Avoir', many: 'Avoirs', fresh: 'Nouvel avoir', draft: 'Brouillon d’avoir', issue: 'Émettre l’avoir', make: 'Faire un avoir' },
  receipt: { one: 'Reçu', many: 'Reçus' },
};
