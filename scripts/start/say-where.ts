// What `npm start` tells its user: where to work, how a customer joins, and once, the first account.
import type { Account } from './first-account.ts';
import type { WindowKind } from './windows.ts';

interface Where {
  readonly relay: string;
  readonly window: WindowKind;
  readonly account: Account | undefined;
}

const CONSOLE_AT: Record<WindowKind, string> = {
  electron: 'in its window; in a browser at',
  browser: 'in its window; in another browser at',
  none: 'no display here; in a browser at',
};

/** The lines to print once relay and console are up. */
export function whereToGo({ relay, window, account }: Where): string {
  const lines = [
    '',
    ...(account === undefined ? [] : firstAccountLines(account)),
    `Console      ${CONSOLE_AT[window]} ${relay}/console/`,
    `Join page    ${relay}/`,
    '',
    'To help someone: Start session, Invite, and send the join link. Whoever opens it is guided from there.',
    'To try the customer here: npm run helper, and paste the join link.',
    'Ctrl+C stops everything.',
    '',
  ];
  return lines.join('\n');
}

function firstAccountLines({ email, password }: Account): string[] {
  return ['Your first account, shown only now:', `  E-mail     ${email}`, `  Password   ${password}`, ''];
}
