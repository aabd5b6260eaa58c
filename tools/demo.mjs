// `npm run demo`: the main job unattended through the real screens, on the sample business or, with --northwind FOLDER, on the Northwind files. tools/run.mjs starts it inside a private desktop.
import { demo } from './demo/main.ts';

process.exit(await demo(process.argv.slice(2)));
