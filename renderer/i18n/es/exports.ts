// Sacar los libros y traerlos de vuelta.
export const exports = {
  progress: '{{done}} de {{total}}',
  starting: 'Un momento…',
  show: 'Mostrar en la carpeta',
  business: {
    title: 'Exportación completa',
    text: 'Todo en un archivo ZIP que cualquier programa puede leer: empresa, impuestos, clientes, artículos, borradores, documentos con sus PDF, ajustes y el registro. Billfold puede traerlo de vuelta en otro ordenador.',
    open: 'Este archivo no está cifrado. Quien lo tenga puede leer todos sus libros: guárdelo como guardaría el papel.',
    choose: 'Elegir dónde…',
    into: 'Se escribirá en',
    go: 'Escribir la exportación',
    going: 'Se está escribiendo todo en un archivo…',
    done_one: 'Un documento con todo lo suyo está en el archivo.',
    done_many: '{{n}} documentos con todo lo suyo están en el archivo.',
    done_other: '{{n}} documentos con todo lo suyo están en el archivo.',
    withoutPdf_one: 'El PDF de un documento aún no estaba dibujado y falta. Espere un poco y exporte de nuevo.',
    withoutPdf_many: 'Los PDF de {{n}} documentos aún no estaban dibujados y faltan. Espere un poco y exporte de nuevo.',
    withoutPdf_other: 'Los PDF de {{n}} documentos aún no estaban dibujados y faltan. Espere un poco y exporte de nuevo.',
  },
};
