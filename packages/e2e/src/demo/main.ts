/**
 * `npm run demo [-- --browser | --team]`: a whole support session with the real relay, consoles and helpers, each on a
 * virtual display of its own. Leaves pictures of all sides at each step and `report.json` in `demo-output/`.
 */
import { electronPath } from '../support/programs.ts';
import { playOneCustomer } from './one-customer.ts';
import { playTeam } from './team.ts';

const hasElectron = electronPath() !== undefined;
const isTeam = process.argv.includes('--team');

if (isTeam && !hasElectron)
  throw new Error('The team demo needs Electron; `npm run demo` plays in a browser.');
const ok = isTeam
  ? await playTeam()
  : await playOneCustomer(process.argv.includes('--browser') || !hasElectron);
process.stdout.write(`${ok ? 'The session went well' : 'The session broke off'}: demo-output/report.json\n`);
process.exitCode = ok ? 0 : 1;
