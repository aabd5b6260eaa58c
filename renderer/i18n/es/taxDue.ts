// Words of the part of the tax settings that says when tax falls due.
export const taxDue = {
  title: 'Cuándo se debe el impuesto',
  text: 'La mayoría de las empresas deben el impuesto con la factura. Las pequeñas pueden a menudo deberlo solo al cobrar (criterio de caja); pregunte a su asesor si puede.',
  invoiced: 'Al facturar',
  paid: 'Al cobrar',
  invoicedHelp: 'El impuesto de una factura pertenece al mes de su fecha.',
  paidHelp: 'El impuesto de una factura pertenece a los meses en que se cobra; en un cobro parcial, su parte.',
  since: 'desde el {{day}}',
  planned: 'Desde el {{day}}: {{way}}',
  way: 'El IVA se debe',
  change: 'Cambiar',
  begin: 'Desde qué mes',
  keep: 'Los documentos anteriores siguen como antes, se cobren cuando se cobren: nada tributa dos veces ni se queda sin tributar.',
  save: 'Aplicar desde el {{day}}',
  saved: 'Desde el {{day}}: {{way}}',
  cancel: 'Dejarlo así',
  always: 'Desde el principio',
} as const;
