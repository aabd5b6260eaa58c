// The operating system's open and save dialogs. They live in main only; the renderer never sees a path.
import { existsSync } from 'node:fs';
import { type BrowserWindow, type FileFilter, dialog } from 'electron';
import { AppError } from '../../contract/errors.ts';
import { isInside } from './place.ts';
import { writeBeside } from './write.ts';

/** The chosen file's path, or null when the dialog was closed. */
export async function chooseFile(window: BrowserWindow, filters: FileFilter[]): Promise<string | null> {
  const result = await dialog.showOpenDialog(window, { properties: ['openFile', 'dontAddToRecent'], filters });
  return result.canceled ? null : (result.filePaths[0] ?? null);
}

/**
 * Asks where a long export shall go; null when the dialog was closed. Nothing is written yet, and no file that is there is ever replaced.
 * @throws AppError PLACE_FORBIDDEN, FILE_EXISTS
 */
export async function choosePlace(window: BrowserWindow, name: string, filters: FileFilter[], ownFolder: string): Promise<string | null> {
  const result = await dialog.showSaveDialog(window, { defaultPath: name, filters, properties: ['createDirectory', 'dontAddToRecent'] });
  if (result.canceled || !result.filePath) return null;
  if (isInside(result.filePath, ownFolder)) throw new AppError('PLACE_FORBIDDEN');
  if (existsSync(result.filePath)) throw new AppError('FILE_EXISTS');
  return result.filePath;
}

/**
 * Asks where, then writes there whole. Billfold's own folder is refused.
 * @returns false when the dialog was closed
 * @throws AppError PLACE_FORBIDDEN, PLACE_NO_ACCESS, DISK_FULL, DISK_READONLY, FILE_GONE
 */
export async function saveFile(window: BrowserWindow, name: string, filters: FileFilter[], bytes: Uint8Array, ownFolder: string): Promise<boolean> {
  const path = await whereTo(window, name, filters, ownFolder);
  if (path !== null) await writeBeside(path, bytes);
  return path !== null;
}

/** Asks where to, for work that writes the file itself; the system asks before an older file is replaced. Null when the dialog was closed. @throws AppError PLACE_FORBIDDEN */
export async function whereTo(window: BrowserWindow, name: string, filters: FileFilter[], ownFolder: string): Promise<string | null> {
  const result = await dialog.showSaveDialog(window, { defaultPath: name, filters, properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'] });
  if (result.canceled || !result.filePath) return null;
  if (isInside(result.filePath, ownFolder)) throw new AppError('PLACE_FORBIDDEN');
  return result.filePath;
}
