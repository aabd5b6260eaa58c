// The types of zip.mjs, for its test.
export function unzip(archive: string, folder: string, place: (name: string) => string | undefined): void;
