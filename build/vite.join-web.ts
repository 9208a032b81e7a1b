// Joining in the browser, served by the relay.
import { webConfig } from './web-config.ts';

export default webConfig({ name: 'helper', base: '/join/' });
