// The helper's Electron app.
import { appConfig } from './app-config.ts';

export default appConfig('helper');
