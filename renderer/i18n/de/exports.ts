// Die Bücher herausgeben und hereinholen.
export const exports = {
  progress: '{{done}} von {{total}}',
  starting: 'Einen Moment…',
  show: 'Im Ordner zeigen',
  business: {
    title: 'Vollständiger Export',
    text: 'Alles in einer ZIP-Datei, die jedes Programm lesen kann: Betrieb, Steuern, Kunden, Artikel, Entwürfe, Belege mit ihren PDFs, Einstellungen und das Protokoll. Billfold kann sie auf einem anderen Rechner wieder hereinholen.',
    open: 'Diese Datei ist nicht verschlüsselt. Wer sie hat, kann Ihre ganzen Bücher lesen. Verwahren Sie sie wie das Papier.',
    choose: 'Ort wählen…',
    into: 'Geschrieben wird nach',
    go: 'Export schreiben',
    going: 'Alles wird in eine Datei geschrieben…',
    done_one: 'Ein Beleg mit allem, was dazugehört, steht in der Datei.',
    done_other: '{{n}} Belege mit allem, was dazugehört, stehen in der Datei.',
    withoutPdf_one: 'Das PDF eines Belegs war noch nicht gezeichnet und fehlt darin. Warten Sie kurz, und exportieren Sie dann noch einmal.',
    withoutPdf_other: 'Die PDFs von {{n}} Belegen waren noch nicht gezeichnet und fehlen darin. Warten Sie kurz, und exportieren Sie dann noch einmal.',
  },
};
