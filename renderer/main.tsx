// Where the page starts: policy first, then words, then React. Loaded by index.html and by nothing else.
import './theme/layers.css';
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/parts.css';
import './theme/mantine.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { refuseDrops } from './app/drops.ts';
import { settleTrust } from './app/trust.ts';
import { startWords } from './i18n/index.ts';

settleTrust();
refuseDrops();
startWords();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
// Hebrew to Korean: some hundred faces, each loaded when one of its letters is shown. Well after the first picture (an idle moment may come before it), so that the start knows nothing of them.
const AFTER_START_MS = 2500;
addEventListener('load', () => setTimeout(() => void import('../paper/fonts/scripts/scripts.css'), AFTER_START_MS));
