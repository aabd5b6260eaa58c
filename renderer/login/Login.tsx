// In front of the lock: the login form, the way back in with the Recovery Kit, or what stands in the way and the one thing to do about it.
import { useState } from 'react';
import { useSession } from '../app/session.ts';
import { useStage } from '../app/stage.ts';
import { Door } from './Door.tsx';
import { FirstLogin } from './FirstLogin.tsx';
import { LoginForm } from './LoginForm.tsx';
import { Obstacle } from './Obstacle.tsx';
import { Recovery } from './Recovery.tsx';

export function Login() {
  const state = useSession((s) => s.state);
  const error = useSession((s) => s.error);
  const held = useStage((s) => s.held);
  const [recovering, setRecovering] = useState(false);
  const [first, setFirst] = useState(false);
  // What login itself found (a keyring that locked since we looked); asking again clears it.
  const [met, setMet] = useState<string | null>(null);
  const problem = met ?? state?.problem ?? (state === null ? (error?.code ?? 'INTERNAL') : null);
  if (recovering || held === 'recovery') return <Door wide><Recovery onBack={() => setRecovering(false)} /></Door>;
  if (first || held === 'first') return <Door wide><FirstLogin onBack={() => setFirst(false)} /></Door>;
  if (problem !== null) return <Door><Obstacle key={problem} code={problem} setAside={state?.setAside ?? false} onKit={() => setRecovering(true)} onRetried={() => setMet(null)} /></Door>;
  return <Door><LoginForm onKit={() => setRecovering(true)} onFirst={() => setFirst(true)} onObstacle={setMet} /></Door>;
}
