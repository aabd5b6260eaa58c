// What each alert is called, in every language: on its screen and, since it names nobody and no amount, in the operating system's notification too.
import type { AlertRule } from './alertRules.ts';
import type { Lang } from './lang.ts';

export const ALERT_TITLES: Readonly<Record<Lang, Readonly<Record<AlertRule, string>>>> = {
  en: {
    failedLogins: 'Wrong tries before a login', unusualHour: 'Login at an unusual hour', clockBack: 'The computer’s clock was set back', clockAhead: 'The computer’s clock jumped ahead',
    bankDetails: 'The business’s bank details were changed', refundAccount: 'Refund to an account not known of this customer', roleRaised: 'Somebody may do more than before', newcomerDecides: 'A newcomer decided for a second person', newKeys: 'The books have a new key',
    manyVoids: 'Many payments voided in one day', manyCredits: 'Many credit notes in one day', discount: 'A discount beyond the usual', numberGap: 'Numbers are missing in a series', cardNumbers: 'Card numbers were typed several times',
    bulkExport: 'A lot of data was taken out', backupOverdue: 'A backup is overdue', backupOff: 'Backups were switched off', chainBroken: 'The log or a document was changed from outside', watchLowered: 'The watch was made less strict',
  },
  de: {
    failedLogins: 'Fehlversuche vor einer Anmeldung', unusualHour: 'Anmeldung zu ungewohnter Stunde', clockBack: 'Die Uhr des Computers wurde zurückgestellt', clockAhead: 'Die Uhr des Computers ging plötzlich weit vor',
    bankDetails: 'Die Bankverbindung des Unternehmens wurde geändert', refundAccount: 'Erstattung auf ein Konto, das von diesem Kunden nicht bekannt ist', roleRaised: 'Jemand darf mehr als vorher', newcomerDecides: 'Jemand Neues hat als zweite Person entschieden', newKeys: 'Die Bücher haben einen neuen Schlüssel',
    manyVoids: 'Viele Zahlungen an einem Tag storniert', manyCredits: 'Viele Rechnungskorrekturen an einem Tag', discount: 'Ein ungewöhnlich hoher Nachlass', numberGap: 'In einem Nummernkreis fehlen Nummern', cardNumbers: 'Mehrmals wurden Kartennummern eingegeben',
    bulkExport: 'Viele Daten wurden exportiert', backupOverdue: 'Eine Sicherung ist überfällig', backupOff: 'Sicherungen wurden ausgeschaltet', chainBroken: 'Protokoll oder Beleg wurde von außen verändert', watchLowered: 'Die Überwachung wurde gelockert',
  },
  fr: {
    failedLogins: 'Essais erronés avant une connexion', unusualHour: 'Connexion à une heure inhabituelle', clockBack: 'L’horloge de l’ordinateur a été reculée', clockAhead: 'L’horloge de l’ordinateur a fait un bond en avant',
    bankDetails: 'Les coordonnées bancaires de l’entreprise ont changé', refundAccount: 'Remboursement sur un compte inconnu de ce client', roleRaised: 'Quelqu’un a plus de droits qu’avant', newcomerDecides: 'Un nouvel accès a décidé comme seconde personne', newKeys: 'Les livres ont une nouvelle clé',
    manyVoids: 'Beaucoup de paiements annulés en un jour', manyCredits: 'Beaucoup d’avoirs en un jour', discount: 'Une remise au-delà de l’habitude', numberGap: 'Des numéros manquent dans une série', cardNumbers: 'Des numéros de carte ont été saisis plusieurs fois',
    bulkExport: 'Beaucoup de données ont été exportées', backupOverdue: 'Une sauvegarde est en retard', backupOff: 'Les sauvegardes ont été désactivées', chainBroken: 'Le journal ou un document a été modifié de l’extérieur', watchLowered: 'La surveillance a été relâchée',
  },
  es: {
    failedLogins: 'Intentos fallidos antes de un inicio de sesión', unusualHour: 'Inicio de sesión a una hora inusual', clockBack: 'Se atrasó el reloj del equipo', clockAhead: 'El reloj del equipo se adelantó de golpe',
    bankDetails: 'Se cambiaron los datos bancarios de la empresa', refundAccount: 'Reembolso a una cuenta desconocida de este cliente', roleRaised: 'Alguien puede hacer más que antes', newcomerDecides: 'Alguien nuevo decidió como segunda persona', newKeys: 'Los libros tienen una clave nueva',
    manyVoids: 'Muchos cobros anulados en un día', manyCredits: 'Muchas facturas rectificativas en un día', discount: 'Un descuento fuera de lo habitual', numberGap: 'Faltan números en una serie', cardNumbers: 'Se escribieron números de tarjeta varias veces',
    bulkExport: 'Se exportaron muchos datos', backupOverdue: 'Falta una copia de seguridad reciente', backupOff: 'Se desactivaron las copias de seguridad', chainBroken: 'El registro o un documento se modificó desde fuera', watchLowered: 'Se relajó la vigilancia',
  },
};
