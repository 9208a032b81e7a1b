/** The same console in a browser, served by the relay: both ends of its contract live in the page. */

import '@alongside/ui/styles.css';
import { openWindow } from './app/open-window.tsx';
import { serveWebConsole } from './app/web-console.ts';

await openWindow(serveWebConsole().bridge);
