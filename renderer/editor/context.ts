// Hands the editor on screen to its parts. Only components inside Editor.tsx call it.
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Editor } from './editorStore.ts';
import type { EditorState } from './editorState.ts';
import type { EditorDoc } from './draftDoc.ts';
import { type Live, liveOf } from './live.ts';

export const EditorContextReact = createContext<Editor | null>(null);

/** The editor around this component. */
export function useEditor(): Editor {
  const editor = useContext(EditorContextReact);
  if (!editor) throw new Error('outside the editor');
  return editor;
}

/** A part of the editor's state; draws again only when that part changes. */
export function useEditorState<T>(select: (state: EditorState) => T): T {
  return useStore(useEditor().store, select);
}

/** The draft as it stands. */
export function useDoc<T>(select: (doc: EditorDoc) => T): T {
  return useEditorState((state) => select(state.history.now));
}

/** Totals, problems and hints of the draft as it stands. */
export function useLive<T>(select: (live: Live) => T): T {
  return useEditorState((state) => select(liveOf(state)));
}
