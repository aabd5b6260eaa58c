// Cells of the CSV files we write. A file of ours never makes a spreadsheet calculate what somebody typed (SECURITY e 46).

/** Spreadsheets begin to calculate at these. Tab and return too: they are skipped before the sign is looked for. */
const FORMULA = /^[=+\-@\t\r]/;
const QUOTED = /[",;\r\n]/;

function field(text: string): string {
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What somebody typed: one cell, never a formula. */
export function csvText(text: string): string {
  return field(FORMULA.test(text) ? `'${text}` : text);
}

/** What we wrote ourselves (numbers, dates): as it is. */
export function csvValue(text: string): string {
  return field(text);
}
