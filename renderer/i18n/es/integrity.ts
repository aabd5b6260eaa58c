// Why the books can only be read.
export const integrity = {
  history: {
    title: 'Estos libros son más antiguos que la última vez que se usaron aquí, o se ha cambiado su registro.',
    text: 'Se puede leer todo y no se puede cambiar nada. Si ha repuesto usted una copia antigua, compruebe si faltan facturas y después continúe. Eso queda anotado.',
  },
  medium: { title: 'Este disco no admite cambios.', text: 'Puede leer e imprimir. Para seguir trabajando, copie los libros a un disco en el que se pueda escribir.' },
  synced: { title: 'Los libros están en una carpeta que copia {{program}}.', text: 'Copiarlos mientras están abiertos puede dañarlos. Cierre Billfold y saque su carpeta de ahí.' },
  acknowledge: 'Ya lo he comprobado, continuar',
};
