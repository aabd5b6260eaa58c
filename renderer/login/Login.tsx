// In front of the lock: the login form, the way back in with the Recovery Kit, or what stands in the way and the one thing to do about it.
import { Suspense, useState } from 'react';
import { refreshSession, useSession } from '../app/session.ts';
import { screenLoader } from '../app/screenLoader.tsx';
import { releaseStage, useStage } from '../app/stage.ts';
import { Door } from './Door.tsx';
import { FirstLogin } from './FirstLogin.tsx';
import { LoginForm } from './LoginForm.tsx';
import { Obstacle } from './Obstacle.tsx';
import { Recovery } from './Recovery.tsx';

const Rescue = screenLoader(() => import('../restore/Rescue.tsx'));

export function Login() {
  const state = useSession((s) => s.state);
  const error = useSession((s) => s.error);
  const held = useStage((s) => s.held);
  const [recovering, setRecovering] = useState(false);
  const [rescuing, setRescuing] = useState(held === 'rescue');
  const endRescue = () => {
    setRescuing(false);
    if (held === 'rescue') releaseStage();
    void refreshSession(); // there may be books now
  };
  const [first, setFirst] = useState(false);
  // What login itself found (a keyring that locked since we looked); asking again clears it.
  const [met, setMet] = useState<string | null>(null);
  const problem = met ?? state?.problem ?? (state === null ? (error?.code ?? 'INTERNAL') : null);
  if (rescuing) return <Door wide><Suspense fallback={null}><Rescue.Screen onBack={endRescue} /></Suspense></Door>;
  if (recovering || held === 'recovery') return <Door wide><Recovery onBack={() => setRecovering(false)} /></Door>;
  if (first || held === 'first') return <Door wide><FirstLogin onBack={() => setFirst(false)} /></Door>;
  if (problem !== null) return <Door><Obstacle key={problem} code={problem} setAside={state?.setAside ?? false} onKit={() => setRecovering(true)} onBackup={() => setRescuing(true)} onRetried={() => setMet(null)} /></Door>;
  return <Door><LoginForm onKit={() => setRecovering(true)} onFirst={() => setFirst(true)} onObstacle={setMet} /></Door>;
}
