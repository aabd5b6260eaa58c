// What electron-builder runs on the unpacked app before signing: removes leftovers of the runtime, sets the fuses, and on Linux puts a launcher in front.
import { chmodSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFuses } from './fuses.mjs';

// A crash of the program must leave no memory image on the disk: it could hold keys and customers' data. Node has no call for it, the shell has.
const LAUNCHER = `#!/bin/sh
ulimit -c 0
exec "$(dirname "$(readlink -f "$0")")/NAME-app" "$@"
`;

function programOf({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo;
  if (electronPlatformName === 'darwin') return join(appOutDir, `${productFilename}.app`);
  return join(appOutDir, electronPlatformName === 'win32' ? `${productFilename}.exe` : packager.executableName);
}

export default async function afterPack(context) {
  const { appOutDir, electronPlatformName, packager } = context;
  rmSync(join(appOutDir, 'resources', 'default_app.asar'), { force: true });
  rmSync(join(appOutDir, 'version'), { force: true });
  await setFuses(programOf(context));
  if (electronPlatformName !== 'linux') return;
  const name = packager.executableName;
  if (readdirSync(appOutDir).includes(`${name}-app`)) return;
  renameSync(join(appOutDir, name), join(appOutDir, `${name}-app`));
  writeFileSync(join(appOutDir, name), LAUNCHER.replace('NAME', name));
  chmodSync(join(appOutDir, name), 0o755);
}
