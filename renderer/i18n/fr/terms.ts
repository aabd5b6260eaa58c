// Words of the form that says when one pays.
export const terms = {
  kind: { immediate: 'À réception', net: 'Nombre de jours', eom: 'Jours, puis fin de mois', instalments: 'En échéances égales' },
  days: 'Jours',
  count: 'Échéances',
  firstDays: 'Jours avant la 1ʳᵉ',
  months: 'Mois d’intervalle',
  percent: 'Escompte',
  within: 'Sous (jours)',
  parts_one: 'En {{count}} échéance',
  parts_many: 'En {{count}} échéances égales',
  parts_other: 'En {{count}} échéances égales',
  early_one: '{{percent}}\u00a0% d’escompte sous {{count}} jour',
  early_many: '{{percent}}\u00a0% d’escompte sous {{count}} jours',
  early_other: '{{percent}}\u00a0% d’escompte sous {{count}} jours',
  usual: 'Comme pour ce client',
  inEditor: 'Délai de paiement',
};
