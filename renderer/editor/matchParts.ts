// Which letters of a name answer to what was typed, for the green letters in suggestions. Pure; type-ahead lists call it.

export interface Part {
  readonly text: string;
  readonly hit: boolean;
}

function fold(letter: string): string {
  return letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function wordStart(letters: readonly string[], at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(letters[at - 1] ?? '');
}

/** Cuts a name into parts; typed words are looked for at the start of words first, then anywhere, without regard to case or accents. */
export function matchParts(name: string, typed: string): Part[] {
  const letters = [...name];
  const folded = letters.map(fold);
  const hits = new Set<number>();
  for (const word of typed.split(/\s+/).filter((w) => w !== '')) {
    const wanted = [...word].map(fold);
    const places = folded.map((_, at) => at).filter((at) => wanted.every((letter, i) => folded[at + i] === letter));
    const at = places.find((place) => wordStart(letters, place)) ?? places[0];
    if (at !== undefined) wanted.forEach((_, i) => hits.add(at + i));
  }
  const parts: Part[] = [];
  letters.forEach((letter, i) => {
    const last = parts.at(-1);
    const hit = hits.has(i);
    if (last && last.hit === hit) parts[parts.length - 1] = { text: last.text + letter, hit };
    else parts.push({ text: letter, hit });
  });
  return parts;
}
