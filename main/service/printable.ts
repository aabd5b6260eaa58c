// Every text of a document that will be drawn, with the field it was typed in: no invoice is ever frozen with empty boxes in it (T85). Called by the issuing service.
import type { FieldProblem } from '../../contract/errors.ts';
import type { DraftBody, Snapshot } from '../../contract/invoices.ts';

type Typed = Pick<DraftBody, 'reference' | 'subject' | 'note' | 'lines' | 'adjustments'>;
type Text = readonly [path: string, text: string];
/** Enough to see what is meant; a sentence with a hundred strange letters helps nobody. */
const SHOWN = 12;

/** One problem per field that holds characters the fonts cannot draw. */
export function glyphProblems(body: Typed, snapshot: Snapshot, missingGlyphs: (text: string) => string[]): FieldProblem[] {
  const byPath = new Map<string, string[]>();
  for (const [path, text] of [...bodyTexts(body), ...frozenTexts(snapshot)]) {
    const missing = text === '' ? [] : missingGlyphs(text);
    if (missing.length > 0) byPath.set(path, [...(byPath.get(path) ?? []), ...missing]);
  }
  return [...byPath].map(([path, characters]) => ({
    path,
    code: 'MISSING_GLYPHS',
    params: { characters: [...new Set(characters)].slice(0, SHOWN).join(' ') },
  }));
}

function bodyTexts(body: Typed): Text[] {
  return [
    ['reference', body.reference],
    ['subject', body.subject],
    ['note', body.note],
    ...body.lines.flatMap((line, i): Text[] => [
      [`lines.${i}.description`, line.description],
      [`lines.${i}.detail`, line.detail],
      [`lines.${i}.unit`, line.unit],
      ...line.adjustments.map((a, k): Text => [`lines.${i}.adjustments.${k}.reason`, a.reason]),
    ]),
    ...body.adjustments.map((a, i): Text => [`adjustments.${i}.reason`, a.reason]),
  ];
}

/** What comes from elsewhere: the number, both parties and the names of taxes. */
function frozenTexts({ number, seller, buyer, taxes }: Snapshot): Text[] {
  const { bank, accent: _accent, logo: _logo, ...ofSeller } = seller;
  return [
    ['seriesId', number],
    ...Object.entries({ ...ofSeller, ...bank }).map(([field, text]): Text => [`seller.${field}`, text]),
    ...Object.values(buyer ?? {}).map((text): Text => ['customerId', text]),
    ...taxes.flatMap(({ component }): Text[] => [
      ['lines', component.name],
      ['lines', component.reason ?? ''],
    ]),
  ];
}
