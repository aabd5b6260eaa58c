// The application menu: none on Linux and Windows (every command is in the window), the smallest usable one on macOS.
import { Menu, type MenuItemConstructorOptions } from 'electron';

/** What macOS needs for copy, paste, hide and quit to work at all; no view menu, so no developer tools and no reload. */
export function menuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] | null {
  if (platform !== 'darwin') return null;
  return [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }];
}

export function setMenu(platform: NodeJS.Platform): void {
  const template = menuTemplate(platform);
  Menu.setApplicationMenu(template ? Menu.buildFromTemplate(template) : null);
}
