// Words of the form that says when one pays.
export const terms = {
  kind: { immediate: 'Tout de suite', net: 'Tant de jours', eom: 'Jours, puis fin de mois', instalments: 'En parts égales' },
  days: 'Jours',
  count: 'Parts',
  firstDays: 'Jours avant la 1re',
  months: 'Mois d’intervalle',
  percent: 'Escompte',
  within: 'Sous (jours)',
  parts_one: 'En {{count}} part',
  parts_many: 'En {{count}} parts égales',
  parts_other: 'En {{count}} parts égales',
  early_one: '{{percent}} % d’escompte sous {{count}} jour',
  early_many: '{{percent}} % d’escompte sous {{count}} jours',
  early_other: '{{percent}} % d’escompte sous {{count}} jours',
  usual: 'Comme pour ce client',
  inEditor: 'Délai de paiement',
};
