// Light and dark follow the operating system; the choice in the settings is made in main (nativeTheme), which changes what the system says to this page.
import type { MantineColorSchemeManager } from '@mantine/core';

/** Nothing is kept in the page: Mantine's own manager would write to localStorage (H62). */
export const followSystem: MantineColorSchemeManager = {
  get: () => 'auto',
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};
