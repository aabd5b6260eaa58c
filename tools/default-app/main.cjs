// Stand-in for Electron's own default_app: lets the fallback runtime do `electron <folder>` as the real one does.
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
process.defaultApp = true;
app.setName(about.productName ?? about.name);
app.setVersion(about.version);
app.setAppPath(folder);
// Required, not imported: an asynchronous start would come after the app is ready, too late for schemes and sandbox to be set up.
require(join(folder, about.main));
