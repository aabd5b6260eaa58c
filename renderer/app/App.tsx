// Decides what is shown: first run, login, a vault that needs help, or the books. Mounted by main.tsx and by tests.
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type ReactNode, Suspense, useEffect } from 'react';
import { Login } from '../login/Login.tsx';
import { onLocked } from './api.ts';
import { followSystem } from '../theme/colorScheme.ts';
import { cssVariablesResolver, theme } from '../theme/theme.ts';
import { refreshSession, useSession } from './session.ts';
import { screenLoader } from './screenLoader.tsx';
import { useStage } from './stage.ts';
import { resetAll } from './stores.ts';
import { styleNonce } from './trust.ts';

const Setup = screenLoader(() => import('../setup/Setup.tsx'));
/** Fetched while the person types the PIN: the door opens without waiting for the rooms behind it. */
const Shell = screenLoader(() => import('./Shell.tsx'));

/** The providers every part needs; tests wrap single components in it. */
export function Frame({ children, env = 'default' }: { children: ReactNode; env?: 'default' | 'test' }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto" colorSchemeManager={followSystem} getStyleNonce={() => styleNonce() ?? ''} env={env} deduplicateInlineStyles>
      <Notifications position="bottom-left" limit={3} containerWidth={460} />
      {children}
    </MantineProvider>
  );
}

/** Which of the four faces the app shows. A flow that ends with open books (first run, recovery) keeps the stage until its last page was read. */
export function Gate() {
  const state = useSession((s) => s.state);
  const error = useSession((s) => s.error);
  const held = useStage((s) => s.held);
  useEffect(() => {
    onLocked(() => void refreshSession());
    void refreshSession();
  }, []);
  const open = state?.vault === 'open';
  useEffect(() => {
    // Whatever came from the books goes when they close, even if the window lives on for a moment.
    if (state !== null && !open) resetAllButSession();
  }, [open, state]);
  const known = state !== null;
  useEffect(() => {
    if (known) void Shell.fetch().catch(() => undefined); // asked again when it is to be shown
  }, [known]);
  if (state === null) return error === null ? null : <Login />;
  if (held === 'setup' || (state.vault === 'none' && held === null)) {
    return (
      <Suspense fallback={null}>
        <Setup.Screen />
      </Suspense>
    );
  }
  if (!open || held !== null) return <Login />;
  return (
    <Suspense fallback={null}>
      <Shell.Screen />
    </Suspense>
  );
}

function resetAllButSession(): void {
  const { state, info } = useSession.getState();
  resetAll();
  useSession.setState({ state, info });
}

export function App() {
  return (
    <Frame>
      <Gate />
    </Frame>
  );
}
