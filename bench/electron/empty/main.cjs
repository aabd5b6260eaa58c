// The least an Electron app can be: one window, one page without anything. What start-up and memory are divided by.
require('../hook.cjs');
const { app, BrowserWindow } = require('electron');
const { join } = require('node:path');

app.setPath('userData', process.env.BILLFOLD_USER_DATA);
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 840, show: false, webPreferences: { sandbox: true, contextIsolation: true } });
  window.once('ready-to-show', () => window.show());
  return window.loadFile(join(__dirname, 'index.html'));
});
app.on('window-all-closed', () => app.quit());
