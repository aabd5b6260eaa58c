// The types of desktop.mjs, for the tests that open a desktop of their own.
export interface DesktopOptions {
  keyring: 'unlocked' | 'locked' | 'none' | 'nobus';
  screen?: string;
  home?: string;
  user?: { uid: number; gid: number };
}
export interface Desktop {
  env: Record<string, string | undefined>;
  close(): Promise<void>;
}
export function openDesktop(options: DesktopOptions): Promise<Desktop>;
