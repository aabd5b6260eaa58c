// Time as phones and computers share it. A person waits for it; the end-to-end tests let it go on instead (test/fixtures/worldTime.ts). Used by totp.ts.

export interface Time {
  /** Milliseconds since 1970 on every clock of this world. */
  now(): number;
  /** Ends when so many milliseconds have gone by on all of them. */
  pass(ms: number): Promise<void>;
}

/** The clock on the wall, and waiting for it. */
export const realTime: Time = { now: () => Date.now(), pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };

let current = realTime;

/** The time that counts here. */
export const time: Time = { now: () => current.now(), pass: (ms) => current.pass(ms) };

/** From here on this time counts. */
export function setTime(other: Time): void {
  current = other;
}
