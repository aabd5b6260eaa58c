// Words of the form that says when one pays.
export const terms = {
  kind: { immediate: 'Sofort', net: 'So viele Tage', eom: 'Tage, dann Monatsende', instalments: 'In gleichen Raten' },
  days: 'Tage',
  count: 'Raten',
  firstDays: 'Tage bis zur ersten',
  months: 'Monate dazwischen',
  percent: 'Skonto',
  within: 'Binnen Tagen',
  parts_one: 'In {{count}} Rate',
  parts_other: 'In {{count}} gleichen Raten',
  early_one: '{{percent}} % Skonto binnen {{count}} Tag',
  early_other: '{{percent}} % Skonto binnen {{count}} Tagen',
  usual: 'Wie bei diesem Kunden',
  inEditor: 'Zahlungsziel',
};
