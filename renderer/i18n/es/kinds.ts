// Cómo se llama cada tipo de documento en pantalla.
export const kinds = {
  page: '{{kind}} {{number}}, tal como se emitió',
  about: 'Sobre este documento',
  quote: { one: 'Presupuesto', many: 'Presupuestos', fresh: 'Nuevo presupuesto', draft: 'Borrador de presupuesto', issue: 'Emitir presupuesto', make: 'Hacer un presupuesto' },
  'order-confirmation': { one: 'Confirmación de pedido', many: 'Confirmaciones de pedido', fresh: 'Nueva confirmación de pedido', draft: 'Borrador de confirmación de pedido', issue: 'Emitir confirmación', make: 'Confirmar el pedido' },
  'delivery-note': { one: 'Albarán', many: 'Albaranes', fresh: 'Nuevo albarán', draft: 'Borrador de albarán', issue: 'Emitir albarán', make: 'Hacer un albarán' },
  'pro-forma': { one: 'Factura proforma', many: 'Facturas proforma', fresh: 'Nueva factura proforma', draft: 'Borrador de factura proforma', issue: 'Emitir factura proforma', make: 'Hacer una factura proforma' },
  invoice: { one: 'Factura', many: 'Facturas', fresh: 'Nueva factura', draft: 'Borrador de factura', issue: 'Emitir factura', make: 'Hacer una factura' },
  'deposit-invoice': { one: 'Factura de anticipo', many: 'Facturas de anticipo', fresh: 'Nueva factura de anticipo', draft: 'Borrador de factura de anticipo', issue: 'Emitir factura de anticipo', make: 'Pedir un anticipo' },
  'part-invoice': { one: 'Factura parcial', many: 'Facturas parciales', fresh: 'Nueva factura parcial', draft: 'Borrador de factura parcial', issue: 'Emitir factura parcial' },
  'final-invoice': { one: 'Factura final', many: 'Facturas finales', fresh: 'Nueva factura final', draft: 'Borrador de factura final', issue: 'Emitir factura final', make: 'Hacer la factura final' },
  'credit-note': { one: 'Factura rectificativa', many: 'Facturas rectificativas', fresh: 'Nueva factura rectificativa', draft: 'Borrador de factura rectificativa', issue: 'Emitir factura rectificativa', make: 'Hacer una factura rectificativa' },
  receipt: { one: 'Recibo', many: 'Recibos' },
};
