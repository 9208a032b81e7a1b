// The console in a browser, served by the relay.
import { webConfig } from './web-config.ts';

export default webConfig({ name: 'console', base: '/console/' });
