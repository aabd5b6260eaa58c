// Decides what is shown: first run, login, a vault that needs help, or the books. Mounted by main.tsx and by tests.
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Login } from '../login/Login.tsx';
import { onLocked } from './api.ts';
import { followSystem } from '../theme/colorScheme.ts';
import { cssVariablesResolver, theme } from '../theme/theme.ts';
import { refreshSession, useSession } from './session.ts';
import { Shell } from './Shell.tsx';
import { useStage } from './stage.ts';
import { resetAll } from './stores.ts';
import { styleNonce } from './trust.ts';

const Setup = lazy(() => import('../setup/Setup.tsx'));

/** The providers every part needs; tests wrap single components in it. */
export function Frame({ children, env = 'default' }: { children: ReactNode; env?: 'default' | 'test' }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto" colorSchemeManager={followSystem} getStyleNonce={() => styleNonce() ?? ''} env={env} deduplicateInlineStyles>
      <Notifications position="bottom-right" limit={3} containerWidth={460} />
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
  if (state === null) return error === null ? null : <Login />;
  if (held === 'setup' || (state.vault === 'none' && held === null)) {
    return (
      <Suspense fallback={null}>
        <Setup />
      </Suspense>
    );
  }
  return open && held === null ? <Shell /> : <Login />;
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
