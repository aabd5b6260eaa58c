// Palabras de lo que acompaña a un documento: nota interna y archivos.
export const asides = {
  note: 'Nota interna',
  noteHelp: 'No se imprime nunca. Solo la ven las personas de este negocio.',
  save: 'Guardar nota',
  saved: 'La nota está guardada',
  files: 'Archivos',
  attach: 'Añadir un archivo',
  attached: '{{name}} está en la caja fuerte',
  saveAs: 'Guardar {{name}}',
  remove: 'Quitar {{name}}',
  removed: '{{name}} se quitó',
  by: '{{size}}, {{when}}, {{by}}',
  none: 'Contratos, fotos, planos: hasta 20 MB cada uno, cifrados en la caja fuerte.',
  title: 'Nota y archivos',
  kb: '{{n}} kB',
  mb: '{{n}} MB',
};
