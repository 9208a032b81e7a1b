/** The same page as a customer's, on this machine. */

import '@alongside/helper/renderer/consent/entry.tsx';
