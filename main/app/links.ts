// The few places outside the app that it may open in the browser: a fixed table, chosen by key (SECURITY H09). The renderer never passes a URL.
import { shell } from 'electron';

const LINKS = Object.freeze({
  website: 'https://billfold.example/',
  recovery: 'https://billfold.example/recovery',
  authenticator: 'https://billfold.example/authenticator',
});
export type LinkKey = keyof typeof LINKS;

/** Opens one of our own pages in the person's browser. */
export async function openLink(key: LinkKey): Promise<void> {
  if (Object.hasOwn(LINKS, key)) await shell.openExternal(LINKS[key]);
}
