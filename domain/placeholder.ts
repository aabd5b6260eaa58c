// Names in braces that a person writes into a text and that are filled in later: '{month}' in a recurring invoice, '{number}' in a reminder. Called by recurringBody.ts, reminderText.ts and screens.

const PLACEHOLDER = /\{([a-zA-Z]+)\}/g;

/** The text with every name it knows filled in. A name nobody knows stays as it was typed, so that nothing written is ever lost. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(PLACEHOLDER, (whole, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? whole) : whole));
}

/** Names in a text that are none of the known ones, in order, each once: slips to point at. */
export function unknownPlaceholders(text: string, known: readonly string[]): string[] {
  const names = [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  return [...new Set(names.filter((name) => !known.includes(name)))];
}
