// A small CSV reader of the demo's own: its figures must owe nothing to the app it checks. Called by tools/demo and the end-to-end tests.

/** Splits CSV text (comma, double quotes, any line ending) into records by the names of its first line. Throws on an unclosed quote or a record of another length. */
export function readCsv(text: string): Record<string, string>[] {
  const [head, ...rows] = records(text.replace(/^\ufeff/, ''));
  if (head === undefined) return [];
  return rows.map((row, i) => {
    if (row.length !== head.length) throw new Error(`Record ${i + 2} has ${row.length} cells, the first line has ${head.length}.`);
    return Object.fromEntries(head.map((name, column) => [name, row[column] ?? '']));
  });
}

function records(text: string): string[][] {
  const all: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text.charAt(i);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(i + 1) === '"') [cell, i] = [`${cell}"`, i + 1];
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ',') [row, cell] = [[...row, cell], ''];
    else if (sign === '\n') {
      all.push([...row, cell]);
      [row, cell] = [[], ''];
    } else if (sign !== '\r') cell += sign;
  }
  if (quoted) throw new Error('A quotation mark is opened and never closed.');
  if (cell !== '' || row.length > 0) all.push([...row, cell]);
  return all.filter((one) => one.length > 1 || one[0] !== '');
}
