export function coverage(): [from: number, to: number][];
export function coverageFile(ranges: [from: number, to: number][]): string;
