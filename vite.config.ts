// Builds the product: the renderer's pages, one file for main, one for main's job process, one for the preload. `vite build --app` makes all of them.
import react from '@vitejs/plugin-react';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig, type EnvironmentOptions } from 'vite';
import about from './package.json' with { type: 'json' };

const here = import.meta.dirname;
const builtins = [/^node:/, ...builtinModules];
/** Native modules stay packages of their own; everything else is inside the bundle, so that the packaged app needs nothing more. */
const natives = Object.keys(about.dependencies);

/**
 * A small bundled CommonJS file, and beside it what main loads with `import()`: its own rest once the window loads, and at the first page it draws what
 * draws pages, two thirds of all code, which would only be read at every start otherwise. CommonJS, because named imports from a native module only work in it. Names stay, so that the log's stacks can be read.
 */
function bundle(input: string, folder: string, external: (string | RegExp)[]): EnvironmentOptions {
  return {
    consumer: 'server',
    // Without noExternal a server environment leaves every npm import outside; it would be missing in the package.
    resolve: { noExternal: true, external: external.filter((name) => typeof name === 'string') },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'node20',
      outDir: resolve(here, 'dist', folder),
      emptyOutDir: input === 'main/index.ts', // built before the job, which shares its folder: no piece of an older build stays
      minify: folder === 'preload',
      sourcemap: false,
      copyPublicDir: false,
      license: folder === 'main' && input === 'main/index.ts' ? { fileName: 'licenses.json' } : false,
      rolldownOptions: {
        input: resolve(here, input),
        external,
        output: {
          format: 'cjs',
          entryFileNames: input.replace(/^.*\/(\w+)\.ts$/, '$1.cjs'),
          chunkFileNames: '[name].cjs',
          ...(folder === 'main' && { minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } } }),
          ...(input !== 'main/index.ts' && { codeSplitting: false }),
        },
      },
    },
  };
}

/** What the first page imports, however deep, but for what it imports later. */
const ofLogin = new Map<string, boolean>();

/**
 * Everything the login page needs is one file: each file more is one more way through the protocol handler of a main process that is busy starting.
 * The screens behind it stay in files of their own.
 */
function loginPart(id: string, graph: { getModuleInfo(id: string): { importers: readonly string[]; isEntry: boolean } | null }): string | null {
  const reached = (module: string): boolean => {
    const known = ofLogin.get(module);
    if (known !== undefined) return known;
    ofLogin.set(module, false); // importing in a circle is no way in
    const info = graph.getModuleInfo(module);
    const yes = info !== null && (info.isEntry || info.importers.some(reached));
    ofLogin.set(module, yes);
    return yes;
  };
  return reached(id) ? 'login' : null;
}

/** The fonts of other scripts keep their names and lie in one folder: main reads the same files for the pages it prints. */
function assetFileNames({ names: [name = ''] }: { names: string[] }): string {
  return /^noto-.*\.woff2$/.test(name) ? 'scripts/[name][extname]' : 'assets/[name]-[hash][extname]';
}

export default defineConfig({
  root: resolve(here, 'renderer'),
  base: './',
  cacheDir: resolve(here, '.cache', 'vite'),
  plugins: [react()],
  builder: {},
  environments: {
    client: {
      build: {
        target: 'chrome130',
        outDir: resolve(here, 'dist/renderer'),
        emptyOutDir: true,
        sourcemap: false,
        // Inlined assets would be data: URLs, which the content security policy refuses for fonts and styles.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 3000,
        license: { fileName: 'licenses.json' },
        rolldownOptions: { input: resolve(here, 'renderer/index.html'), output: { codeSplitting: { groups: [{ name: loginPart }] }, assetFileNames } },
      },
    },
    main: bundle('main/index.ts', 'main', ['electron', 'original-fs', ...natives, ...builtins]),
    job: bundle('main/job.ts', 'main', ['electron', ...natives, ...builtins]),
    lane: bundle('main/lane.ts', 'main', ['electron', ...natives, ...builtins]),
    preload: bundle('preload/index.ts', 'preload', ['electron']),
  },
});
