// Whether the palette is open. Screens open it through openPalette(); the shell draws it.
import { makeStore } from '../app/stores.ts';

export const usePalette = makeStore<{ open: boolean; query: string }>(() => ({ open: false, query: '' }));

/** Opens the palette, with something already typed if given ('>' shows commands only). */
export function openPalette(query = ''): void {
  usePalette.setState({ open: true, query });
}

export function closePalette(): void {
  usePalette.setState({ open: false, query: '' });
}
