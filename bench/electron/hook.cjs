// What both Electron apps of the benchmarks load first: says when things happen, and does what the measuring process asks. Never part of the product.
const { app, ipcMain, dialog } = require('electron');
const { openSync, readSync } = require('node:fs');
const { basename, join } = require('node:path');

const now = () => performance.timeOrigin + performance.now();
const say = (message) => process.send?.({ at: now(), ...message });
say({ event: 'main' });

let window = null;
app.on('browser-window-created', (_event, made) => {
  // The hidden windows that draw PDFs have no right to run scripts; only the one a person sees counts.
  made.webContents.on('dom-ready', () => {
    if (/^(app:\/\/billfold|file:)/.test(made.webContents.getURL())) window = made;
  });
  made.once('ready-to-show', () => say({ event: 'ready' }));
});

// An empty call beside the app's own ones, through the same kind of bridge in the same page.
if (process.env.BENCH_PING !== undefined) {
  ipcMain.handle('bench:empty', () => undefined);
  app.on('session-created', (session) => {
    const preload = join(__dirname, 'ping.cjs');
    if (session.registerPreloadScript) session.registerPreloadScript({ type: 'frame', filePath: preload });
    else session.setPreloads([...session.getPreloads(), preload]);
  });
}
if (process.env.BENCH_FILE !== undefined) dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [process.env.BENCH_FILE] });
if (process.env.BENCH_SAVE !== undefined) {
  let saved = 0;
  dialog.showSaveDialog = async (_window, { defaultPath }) => ({ canceled: false, filePath: join(process.env.BENCH_SAVE, `${(saved += 1)} ${basename(defaultPath)}`) });
}

/**
 * Longest time between two looks of a timer that should come every two milliseconds: by the clock (`wall`), and how much of such a stretch the main thread
 * really computed (`computed`, counted by Linux; null elsewhere). The difference is waiting for a processor or a disk that others have.
 */
const stall = { timer: null, wall: 0, computed: null };
const statistics = openIfThere(`/proc/self/task/${process.pid}/schedstat`);
const text = Buffer.alloc(128);

function openIfThere(path) {
  try {
    return openSync(path, 'r');
  } catch {
    return null; // another system, or a kernel that does not count
  }
}

/** Milliseconds the main thread has computed so far. */
function computed() {
  return Number(text.latin1Slice(0, readSync(statistics, text, 0, text.length, 0)).split(' ')[0]) / 1e6;
}

function startStall() {
  let last = { at: performance.now(), computed: statistics === null ? 0 : computed() };
  Object.assign(stall, { wall: 0, computed: statistics === null ? null : 0 });
  clearInterval(stall.timer);
  stall.timer = setInterval(() => {
    const here = { at: performance.now(), computed: statistics === null ? 0 : computed() };
    stall.wall = Math.max(stall.wall, here.at - last.at - 2);
    if (statistics !== null) stall.computed = Math.max(stall.computed, here.computed - last.computed);
    last = here;
  }, 2);
}

const acts = {
  page: ({ code }) => window.webContents.executeJavaScript(code, true),
  stallStart: () => startStall(),
  stallRead: () => {
    clearInterval(stall.timer);
    return { wall: stall.wall, computed: stall.computed };
  },
  quit: () => void setTimeout(() => app.exit(0), 10),
};

process.on('message', ({ id, act, ...rest }) => {
  Promise.resolve()
    .then(() => acts[act](rest))
    .then((value) => say({ id, value }), (error) => say({ id, error: String(error) }));
});
// Nobody to report to any more.
process.on('disconnect', () => app.exit(0));
