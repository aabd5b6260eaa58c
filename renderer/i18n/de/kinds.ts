// Wie jede Art von Beleg auf dem Bildschirm heißt.
export const kinds = {
  page: '{{kind}} {{number}}, wie ausgestellt',
  about: 'Zu diesem Beleg',
  quote: { one: 'Angebot', many: 'Angebote', fresh: 'Neues Angebot', draft: 'Angebotsentwurf', issue: 'Angebot ausstellen', make: 'Angebot erstellen' },
  'order-confirmation': { one: 'Auftragsbestätigung', many: 'Auftragsbestätigungen', fresh: 'Neue Auftragsbestätigung', draft: 'Entwurf einer Auftragsbestätigung', issue: 'Auftrag bestätigen', make: 'Auftragsbestätigung erstellen' },
  'delivery-note': { one: 'Lieferschein', many: 'Lieferscheine', fresh: 'Neuer Lieferschein', draft: 'Lieferscheinentwurf', issue: 'Lieferschein ausstellen', make: 'Lieferschein erstellen' },
  'pro-forma': { one: 'Proformarechnung', many: 'Proformarechnungen', fresh: 'Neue Proformarechnung', draft: 'Entwurf einer Proformarechnung', issue: 'Proformarechnung ausstellen', make: 'Proformarechnung erstellen' },
  invoice: { one: 'Rechnung', many: 'Rechnungen', fresh: 'Neue Rechnung', draft: 'Rechnungsentwurf', issue: 'Rechnung ausstellen', make: 'Rechnung erstellen' },
  'deposit-invoice': { one: 'Anzahlungsrechnung', many: 'Anzahlungsrechnungen', fresh: 'Neue Anzahlungsrechnung', draft: 'Entwurf einer Anzahlungsrechnung', issue: 'Anzahlungsrechnung ausstellen', make: 'Anzahlung anfordern' },
  'part-invoice': { one: 'Teilrechnung', many: 'Teilrechnungen', fresh: 'Neue Teilrechnung', draft: 'Entwurf einer Teilrechnung', issue: 'Teilrechnung ausstellen' },
  'final-invoice': { one: 'Schlussrechnung', many: 'Schlussrechnungen', fresh: 'Neue Schlussrechnung', draft: 'Entwurf einer Schlussrechnung', issue: 'Schlussrechnung ausstellen', make: 'Schlussrechnung erstellen' },
  'credit-note': { one: 'Rechnungskorrektur', many: 'Rechnungskorrekturen', fresh: 'Neue Rechnungskorrektur', draft: 'Entwurf einer Rechnungskorrektur', issue: 'Rechnungskorrektur ausstellen', make: 'Rechnungskorrektur erstellen' },
  receipt: { one: 'Quittung', many: 'Quittungen' },
};
