/**
 * `npm run demo [-- --browser | --team | --full]`: a whole support session with the real relay, consoles and helpers, each on a
 * virtual display of its own. Leaves pictures of all sides at each step and `report.json` in `demo-output/`.
 */
import { electronPath } from '../support/programs.ts';
import { playFull } from './full.ts';
import { playOneCustomer } from './one-customer.ts';
import { playTeam } from './team.ts';

const hasElectron = electronPath() !== undefined;
const [isTeam, isFull, isBrowser] = ['--team', '--full', '--browser'].map((flag) =>
  process.argv.includes(flag),
);

if ((isTeam === true || isFull === true) && !hasElectron)
  throw new Error('This demo needs Electron; `npm run demo` plays in a browser.');
const ok = await play();
process.stdout.write(`${ok ? 'The session went well' : 'The session broke off'}: demo-output/report.json\n`);
process.exitCode = ok ? 0 : 1;

function play(): Promise<boolean> {
  if (isFull === true) return playFull();
  if (isTeam === true) return playTeam();
  return playOneCustomer(isBrowser === true || !hasElectron);
}
