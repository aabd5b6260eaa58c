// The types of fuses.mjs, for the test of the package.
export const FUSES: Readonly<Record<number, boolean>>;
export function readFuses(program: string): Promise<Record<string, boolean | string>>;
export function setFuses(program: string): Promise<void>;
