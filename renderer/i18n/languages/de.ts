// Everything the screens say in this language, as one piece of code that is fetched when somebody wants it. Loaded by i18n/index.ts.
export const files = import.meta.glob<Record<string, unknown>>('../de/*.ts', { eager: true });
