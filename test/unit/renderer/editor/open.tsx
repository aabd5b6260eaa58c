// Opens the editor over an in-memory Billfold, for the editor's tests.
import { act, configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { resetAll } from '../../../../renderer/app/stores.ts';
import { Frame } from '../../../../renderer/app/App.tsx';
import { useRoute } from '../../../../renderer/app/navigate.ts';
import Editor, { type EditorProps } from '../../../../renderer/editor/Editor.tsx';
import { startWords } from '../../../../renderer/i18n/index.ts';
import { type Fake, fakeBillfold } from '../../../fixtures/fakeBillfold.ts';

// Other tests may be running on the same two cores.
configure({ asyncUtilTimeout: 8000 });

export interface Opened {
  fake: Fake;
  user: ReturnType<typeof userEvent.setup>;
  unmount: () => void;
}

/** The editor with the focus in it. Timers are real unless the test made them fake before. */
export async function openEditor(props: EditorProps = {}, prepare?: (fake: Fake) => void, advance?: (ms: number) => void): Promise<Opened> {
  // With a tax number: without one, issuing asks first.
  const fake = fakeBillfold({ vatId: 'IE6388047V' });
  prepare?.(fake);
  Object.assign(window, { billfold: fake.api });
  resetAll();
  startWords();
  useRoute.setState({ route: { screen: 'editor', ...props }, past: [] });
  const user = userEvent.setup(advance ? { advanceTimers: advance } : {});
  const { unmount } = render(
    <Frame env="test">
      <Editor {...props} />
    </Frame>,
  );
  await screen.findByLabelText('Customer');
  // The first answers (number, items) arrive.
  await act(async () => {
    await Promise.resolve();
  });
  return { fake, user, unmount };
}

/** The input of a cell: cell('Qty', 2). */
export function cell(name: string, line: number): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(`${name}, line ${line}`);
}
