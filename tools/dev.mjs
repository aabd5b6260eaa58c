// `npm run dev`: builds on every change and starts the app anew. There is no development server, so the product has no door for one. Called by tools/run.mjs.
import { spawn } from 'node:child_process';
import { createBuilder } from 'vite';
import { root } from './paths.mjs';
import { onEnd } from './process.mjs';

/** Runs until the person closes the window; returns the exit code. `env` is the desktop to show it on. */
export async function develop(electron, args, env) {
  const builder = await createBuilder({ build: { watch: {} }, logLevel: 'warn' });
  return new Promise((resolve, reject) => {
    let app;
    const restart = () => {
      const old = app;
      const started = () => {
        app = spawn(electron.program, args, { cwd: root, stdio: 'inherit', env });
        const current = app;
        current.on('close', (code) => current === app && resolve(code ?? 0));
      };
      // One copy at a time: a second one would only bring the first to the front.
      if (old === undefined || old.exitCode !== null) started();
      else {
        app = undefined;
        old.once('close', started);
        old.kill();
      }
    };
    onEnd(() => app?.kill());
    watchAll(builder, restart).catch(reject);
  });
}

async function watchAll(builder, restart) {
  const environments = Object.entries(builder.environments);
  const built = new Set();
  for (const [name, environment] of environments) {
    const watcher = await builder.build(environment);
    watcher.on('event', (event) => {
      if (event.code === 'ERROR') process.stderr.write(`${event.error.message}\n`);
      if (event.code !== 'END') return;
      built.add(name);
      if (built.size === environments.length) restart();
    });
  }
}
