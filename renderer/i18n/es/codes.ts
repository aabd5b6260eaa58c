// The ten recovery codes.
export const codes = {
  list: 'Códigos de recuperación',
  copy: 'Copiar los diez',
  copied: 'Copiado',
  copiedNote: 'El portapapeles se vacía de nuevo dentro de un minuto.',
  note: 'Mejor escritos a mano o impresos, y guardados con el kit de recuperación.',
  print: 'Imprimir', printedNote: 'Enviado a la impresora. Guarde la hoja en un lugar seguro.',
};
