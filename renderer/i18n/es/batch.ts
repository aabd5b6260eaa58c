// Words of acts over many documents at once.
export const batch = {
  act: {
    remind_one: 'Reclamar', remind_other: 'Reclamar {{count}}', remind_many: 'Reclamar {{count}}',
    pdf_one: 'Un solo PDF', pdf_other: 'Un solo PDF', pdf_many: 'Un solo PDF',
    csv_one: 'Exportar', csv_other: 'Exportar', csv_many: 'Exportar',
    issue_one: 'Emitir', issue_other: 'Emitir {{count}}', issue_many: 'Emitir {{count}}',
  },
  doing: { remind: 'Preparando recordatorios', pdf: 'Creando el PDF', csv: 'Escribiendo el archivo', issue: 'Emitiendo' },
  done: {
    remind_one: '{{n}} factura reclamada.', remind_other: '{{n}} facturas reclamadas.', remind_many: '{{n}} facturas reclamadas.',
    pdf_one: '{{n}} documento está en el PDF.', pdf_other: '{{n}} documentos están en el PDF.', pdf_many: '{{n}} documentos están en el PDF.',
    csv_one: '{{n}} fila está en el archivo.', csv_other: '{{n}} filas están en el archivo.', csv_many: '{{n}} filas están en el archivo.',
    issue_one: '{{n}} borrador emitido.', issue_other: '{{n}} borradores emitidos.', issue_many: '{{n}} borradores emitidos.',
  },
  failed_one: '{{count}} no:', failed_other: '{{count}} no:', failed_many: '{{count}} no:',
  progress: '{{done}} de {{total}}',
  stop: 'Parar',
  stopping: 'Parando',
  cancelled: 'Parado: el resto sigue como estaba.',
  report: 'Resultado',
  look: 'Ver',
};
