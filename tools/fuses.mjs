// Which of Electron's fuses Billfold ships with, and setting them so that none can be forgotten. Used by packaging and by its test.
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/** The ninth came after the runtime that tests may fall back on, so it is set where the runtime has it. */
export const FUSES = {
  [FuseV1Options.RunAsNode]: false,
  // Cookies are kept in memory only. Encrypting them would make Electron open the OS keychain by itself, with an entry of its own, before we say so.
  [FuseV1Options.EnableCookieEncryption]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** The names of the fuses a program has, with true, false or what else it says. */
export async function readFuses(program) {
  const { version: _version, ...wire } = await getCurrentFuseWire(program);
  return Object.fromEntries(
    Object.entries(wire).map(([index, state]) => {
      const known = state === FuseState.ENABLE ? true : state === FuseState.DISABLE ? false : `state ${state}`;
      return [FuseV1Options[index] ?? `fuse ${index}`, known];
    }),
  );
}

/** Sets every fuse of the program; fails when the runtime has one that FUSES does not name. */
export async function setFuses(program) {
  const there = await getCurrentFuseWire(program);
  const ours = Object.entries(FUSES).filter(([index]) => there[index] !== undefined);
  await flipFuses(program, { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...Object.fromEntries(ours) });
}
