// The sender check refuses everything but the main frame of our own window on our own origin (H31).
import { describe, expect, it } from 'vitest';
import { type OwnWindow, type Speaker, isOwnPage } from '../../../main/ipc/sender.ts';

const frame = { url: 'app://billfold/index.html', parent: null };
const window: OwnWindow = { webContents: { id: 7, mainFrame: frame }, isDestroyed: () => false };
const event = (over: Partial<Speaker> = {}): Speaker => ({ sender: { id: 7, isDestroyed: () => false }, senderFrame: frame, ...over });
const windowWith = (mainFrame: Speaker['senderFrame']): OwnWindow => ({ ...window, webContents: { id: 7, mainFrame } });

describe('isOwnPage', () => {
  it('accepts the main frame of our window on our origin', () => {
    expect(isOwnPage(event(), window)).toBe(true);
  });
  it.each<[string, Speaker, OwnWindow | null]>([
    ['a null frame (navigated away)', event({ senderFrame: null }), window],
    ['no window at all', event(), null],
    ['a destroyed window', event(), { ...window, isDestroyed: () => true }],
    ['a destroyed sender', event({ sender: { id: 7, isDestroyed: () => true } }), window],
    ['another window', event({ sender: { id: 8, isDestroyed: () => false } }), window],
    ['a sub-frame', event({ senderFrame: { url: frame.url, parent: frame } }), window],
    ['a frame that is not the main frame', event({ senderFrame: { ...frame } }), window],
    ...['about:blank', '', 'file:///index.html', 'https://billfold/', 'app://print/x', 'app://billfold.evil/', 'app://billfold:80/', 'null'].map((url): [string, Speaker, OwnWindow] => {
      const other = { url, parent: null };
      return [`a page at "${url}"`, event({ senderFrame: other }), windowWith(other)];
    }),
  ])('refuses %s', (_what, speaker, own) => {
    expect(isOwnPage(speaker, own)).toBe(false);
  });
});
