// Words of the form that says when one pays.
export const terms = {
  kind: { immediate: 'Al contado', net: 'Número de días', eom: 'Días y fin de mes', instalments: 'En plazos iguales' },
  days: 'Días',
  count: 'Plazos',
  firstDays: 'Días hasta el 1.º',
  months: 'Meses entre plazos',
  percent: 'Pronto pago',
  within: 'En (días)',
  parts_one: 'En {{count}} plazo',
  parts_many: 'En {{count}} plazos iguales',
  parts_other: 'En {{count}} plazos iguales',
  early_one: '{{percent}}\u00a0% de descuento en {{count}} día',
  early_many: '{{percent}}\u00a0% de descuento en {{count}} días',
  early_other: '{{percent}}\u00a0% de descuento en {{count}} días',
  usual: 'Como para este cliente',
  inEditor: 'Plazo de pago',
};
