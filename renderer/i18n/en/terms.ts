// Words of the form that says when one pays.
export const terms = {
  kind: { immediate: 'At once', net: 'So many days', eom: 'Days, then end of month', instalments: 'In equal parts' },
  days: 'Days',
  count: 'Parts',
  firstDays: 'Days to the first',
  months: 'Months between',
  percent: 'Discount if early',
  within: 'Within days',
  parts_one: 'In {{count}} part',
  parts_other: 'In {{count}} equal parts',
  early_one: '{{percent}} % less within {{count}} day',
  early_other: '{{percent}} % less within {{count}} days',
  usual: 'As for this customer',
  inEditor: 'Time to pay',
};
