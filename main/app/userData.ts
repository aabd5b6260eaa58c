// Where each operating system wants an application's data. Pure: platform, environment and home are given.
import path from 'node:path';

/**
 * Linux: $XDG_DATA_HOME/billfold; macOS: ~/Library/Application Support/Billfold; Windows: %LOCALAPPDATA%\Billfold
 * (local, not roaming: a roaming profile would copy a live database through the network).
 */
export function userDataFolder(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>, home: string): string {
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'];
    return path.win32.join(local && path.win32.isAbsolute(local) ? local : path.win32.join(home, 'AppData', 'Local'), 'Billfold');
  }
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'Billfold');
  const xdg = env['XDG_DATA_HOME'];
  return path.posix.join(xdg && path.posix.isAbsolute(xdg) ? xdg : path.posix.join(home, '.local', 'share'), 'billfold');
}
