// Words of the form that says when one pays.
export const terms = {
  kind: { immediate: 'En el acto', net: 'Tantos días', eom: 'Días y fin de mes', instalments: 'En partes iguales' },
  days: 'Días',
  count: 'Plazos',
  firstDays: 'Días hasta el 1.º',
  months: 'Meses entre plazos',
  percent: 'Pronto pago',
  within: 'En días',
  parts_one: 'En {{count}} plazo',
  parts_many: 'En {{count}} plazos iguales',
  parts_other: 'En {{count}} plazos iguales',
  early_one: '{{percent}} % menos en {{count}} día',
  early_many: '{{percent}} % menos en {{count}} días',
  early_other: '{{percent}} % menos en {{count}} días',
  usual: 'Como para este cliente',
  inEditor: 'Plazo de pago',
};
