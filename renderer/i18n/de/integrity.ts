// Why the books can only be read.
export const integrity = {
  history: {
    title: 'Diese Bücher sind älter als bei ihrer letzten Verwendung hier, oder ihr Protokoll wurde verändert.',
    text: 'Alles lässt sich lesen, nichts lässt sich ändern. Wenn Sie selbst eine alte Kopie eingespielt haben, sehen Sie nach, ob Rechnungen fehlen, und fahren Sie dann fort. Das wird protokolliert.',
  },
  medium: { title: 'Auf diesem Datenträger lässt sich nichts ändern.', text: 'Sie können lesen und drucken. Um weiterzuarbeiten, kopieren Sie die Bücher auf einen Datenträger, der sich beschreiben lässt.' },
  synced: { title: 'Die Bücher liegen in einem Ordner, den {{program}} kopiert.', text: 'Sie zu kopieren, während sie offen sind, kann sie beschädigen. Schließen Sie Billfold, und verschieben Sie seinen Ordner von dort weg.' },
  acknowledge: 'Ich habe nachgesehen, weiter',
};
