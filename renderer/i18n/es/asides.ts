// Palabras de lo que acompaña a un documento: nota interna y archivos.
export const asides = {
  note: 'Nota interna',
  noteHelp: 'No se imprime nunca. Solo la ven las personas de esta empresa.',
  save: 'Guardar nota',
  saved: 'Nota guardada',
  files: 'Archivos',
  attach: 'Añadir un archivo',
  attached: '{{name}} se guarda en la caja fuerte',
  saveAs: 'Guardar {{name}}',
  remove: 'Quitar {{name}}',
  removed: 'Se ha quitado {{name}}',
  by: '{{size}}, {{when}}, {{by}}',
  none: 'Contratos, fotos, planos: hasta 20 MB cada uno, cifrados en la caja fuerte.',
  title: 'Nota y archivos',
  kb: '{{n}} kB',
  mb: '{{n}} MB',
};
