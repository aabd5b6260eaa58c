// How the tests outside the real app run. Projects: node (rules, services, the database), renderer (screens in jsdom), keychain (once per state
// of a real keyring; tools/testRun.mjs sets BILLFOLD_KEYRING), package (the packaged app) and long (npm run test:long).
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// As in playwright.config.ts: a shared machine may pause a test for seconds, and there it may try once more.
const common = { testTimeout: 30_000, hookTimeout: 60_000, pool: 'forks' as const, retry: process.env['CI'] === undefined ? 0 : 1 };

function project(name: string, include: string[], more: object = {}) {
  return { test: { ...common, name, include, environment: 'node', ...more } };
}

/** Minutes of work in few lines: begun first, so that at the end no processor waits for them alone. */
const LONG = /Model\w*\.test|killed|[fF]aults\.test|importBusiness|frame\/setup/;
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(({ moduleId }) => LONG.test(moduleId)), ...sorted.filter(({ moduleId }) => !LONG.test(moduleId))];
  }
}

const screens = ['test/unit/renderer/**/*.test.{ts,tsx}', 'test/unit/paper/**/*.test.{ts,tsx}'];
const keychain = ['test/integration/keychain/**/*.test.ts'];

export default defineConfig({
  cacheDir: '.cache/vitest',
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      project('node', ['test/unit/**/*.test.{ts,tsx}', 'test/integration/**/*.test.{ts,tsx}'], {
        exclude: [...screens, ...keychain],
        env: { NODE_COMPILE_CACHE: join(import.meta.dirname, '.cache', 'node') }, // hundreds of processes are killed here: they need not compile the same files each time
      }),
      project('renderer', screens, { environment: 'jsdom', setupFiles: ['test/fixtures/jsdom.ts'] }),
      project('keychain', keychain, { fileParallelism: false }),
      project('package', ['test/package/**/*.test.ts'], { fileParallelism: false, testTimeout: 120_000, hookTimeout: 300_000 }),
      project('long', ['test/long/**/*.test.ts'], { fileParallelism: false, testTimeout: 3_600_000 }),
    ],
  },
});
