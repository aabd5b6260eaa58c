// What both Electron apps of the benchmarks load first: says when things happen, and does what the measuring process asks. Never part of the product.
const { app, ipcMain, dialog } = require('electron');
const { join } = require('node:path');

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

/** Longest time in which the main process did nothing else, measured by a timer that should come every two milliseconds. */
const stall = { timer: null, longest: 0 };
function startStall() {
  let last = performance.now();
  stall.longest = 0;
  clearInterval(stall.timer);
  stall.timer = setInterval(() => {
    const here = performance.now();
    stall.longest = Math.max(stall.longest, here - last - 2);
    last = here;
  }, 2);
}

const acts = {
  page: ({ code }) => window.webContents.executeJavaScript(code, true),
  stallStart: () => startStall(),
  stallRead: () => stall.longest,
  quit: () => void setTimeout(() => app.exit(0), 10),
};

process.on('message', ({ id, act, ...rest }) => {
  Promise.resolve()
    .then(() => acts[act](rest))
    .then((value) => say({ id, value }), (error) => say({ id, error: String(error) }));
});
// Nobody to report to any more.
process.on('disconnect', () => app.exit(0));
