// Puts one screen over an in-memory Billfold, for the tests of the work screens.
import { configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { Frame } from '../../../renderer/app/App.tsx';
import { useSession } from '../../../renderer/app/session.ts';
import { useRoute } from '../../../renderer/app/navigate.ts';
import { resetAll } from '../../../renderer/app/stores.ts';
import { startWords } from '../../../renderer/i18n/index.ts';
import { type Fake, fakeBillfold } from '../../fixtures/fakeBillfold.ts';

// Other tests may be running on the same two cores.
configure({ asyncUtilTimeout: 8000 });

/** The screen, the fake behind it and a person in front of it. */
export function openScreen(screen: ReactNode, prepare?: (fake: Fake) => void, options: Parameters<typeof fakeBillfold>[0] = {}) {
  const fake = fakeBillfold(options);
  prepare?.(fake);
  Object.assign(window, { billfold: fake.api });
  resetAll();
  startWords();
  useSession.setState({ state: fake.state });
  useRoute.setState({ route: { screen: 'home' }, past: [] });
  const user = userEvent.setup();
  render(<Frame env="test">{screen}</Frame>);
  return { fake, user };
}

/** The route one is sent to. */
export function whereTo() {
  return useRoute.getState().route;
}
