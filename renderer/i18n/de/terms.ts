// Words of the form that says when one pays.
export const terms = {
  kind: { immediate: 'Sofort', net: 'Tage netto', eom: 'Tage, dann Monatsende', instalments: 'In gleichen Raten' },
  days: 'Tage',
  count: 'Raten',
  firstDays: 'Tage bis zur ersten',
  months: 'Monate dazwischen',
  percent: 'Skonto',
  within: 'Innerhalb (Tage)',
  parts_one: 'In {{count}} Rate',
  parts_other: 'In {{count}} gleichen Raten',
  early_one: '{{percent}}\u00a0% Skonto innerhalb von {{count}} Tag',
  early_other: '{{percent}}\u00a0% Skonto innerhalb von {{count}} Tagen',
  usual: 'Wie bei diesem Kunden',
  inEditor: 'Zahlungsziel',
};
