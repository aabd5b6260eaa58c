// What a draft was made from: which of its lines stand for which line of which document; and where an invoice over several names each of them. Pure; called by snapshot.ts, services, the page and the editor.
import { type Draft, isBlankLine } from './draft.ts';
import type { SnapshotOrigin } from './snapshotShape.ts';

/** `line` counts the source's lines, `own` those of the draft that will be issued. */
export interface SourceUse {
  readonly id: string;
  readonly lines: readonly { readonly line: number; readonly own: number }[];
  /** How much of each fixed discount of the source goes over. */
  readonly adjustments: readonly number[];
}

/** The documents it uses something of, in their order. One alone is named even where no line of it is left: a deposit has none. Of several, those whose lines were all taken out are not. */
export function sourcesUsed({ sources = [], lines }: Pick<Draft, 'sources' | 'lines'>): SourceUse[] {
  const kept = lines.filter((line) => !isBlankLine(line));
  const uses = sources.map(({ id, adjustments }, at) => ({
    id,
    adjustments,
    lines: kept.flatMap(({ sourceLine, sourceAt = 0 }, own) => (sourceLine === undefined || sourceAt !== at ? [] : [{ line: sourceLine, own }])),
  }));
  return sources.length === 1 ? uses : uses.filter((use) => use.lines.length > 0);
}

/** An invoice over several documents, as its page says it: which of its lines are whose. */
export interface LineOrigin extends SnapshotOrigin {
  readonly lines: readonly number[];
}

/** For each line what stands above it: the document that it and the next ones come from, 'rest' where lines of none follow, or nothing. */
export function headingsOf(origins: readonly LineOrigin[], lines: number): (LineOrigin | 'rest' | null)[] {
  const whose = Array.from({ length: lines }, (_, at) => origins.find((origin) => origin.lines.includes(at)) ?? 'rest');
  return whose.map((one, at) => (origins.length === 0 || one === (at === 0 ? 'rest' : whose[at - 1]) ? null : one));
}
