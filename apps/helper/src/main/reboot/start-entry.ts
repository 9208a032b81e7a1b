/**
 * The entry by which each system starts a program after the next log-in: where it is, and what stands in it. Pure.
 * Linux: freedesktop.org's autostart and desktop entry specifications; Windows: the RunOnce key; macOS: launchd.plist(5).
 */
import path from 'node:path';

/** Such as a program and its flags; none of them empty. */
export type Command = readonly string[];

export type StartEntry =
  | { readonly kind: 'file'; readonly file: string; readonly text: string }
  /** A value under a registry key; the system removes it by itself when it has used it. */
  | { readonly kind: 'registry'; readonly key: string; readonly name: string; readonly value: string };

const LABEL = 'alongside-helper-return';
const RUN_ONCE = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\RunOnce`;

/** Undefined where we know no way. `home`: the user's; `config`: of `XDG_CONFIG_HOME`, where it is set. */
export function startEntryOf(
  platform: NodeJS.Platform,
  command: Command,
  { home, config }: { readonly home: string; readonly config?: string | undefined },
): StartEntry | undefined {
  switch (platform) {
    case 'linux':
      return {
        kind: 'file',
        file: path.posix.join(config ?? path.posix.join(home, '.config'), 'autostart', `${LABEL}.desktop`),
        text: desktopEntry(command),
      };
    case 'darwin':
      return {
        kind: 'file',
        file: path.posix.join(home, 'Library/LaunchAgents', `${LABEL}.plist`),
        text: launchAgent(command),
      };
    case 'win32':
      return { kind: 'registry', key: RUN_ONCE, name: LABEL, value: command.map(windowsArgument).join(' ') };
    default:
      return undefined;
  }
}

function desktopEntry(command: Command): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Alongside',
    `Exec=${command.map(execArgument).join(' ')}`,
    'Terminal=false',
  ];
  return `${lines.join('\n')}\n`;
}

/** Quoted as a desktop entry wants it; then escaped once more, as every value in one. */
function execArgument(argument: string): string {
  const quoted = `"${argument.replace(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%')}"`;
  return quoted.replaceAll('\\', '\\\\');
}

function launchAgent(command: Command): string {
  const strings = command.map((argument) => `    <string>${escapeXml(argument)}</string>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${LABEL}</string>
  <key>ProgramArguments</key>
  <array>
${strings}
  </array>
  <key>RunAtLoad</key>
  <true/>
</dict>
</plist>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** As `CommandLineToArgvW` reads it: backslashes count only before a quotation mark. */
function windowsArgument(argument: string): string {
  return `"${argument.replace(
    /(\\*)("|$)/g,
    (_, slashes: string, end: string) => `${slashes}${slashes}${end === '"' ? String.raw`\"` : ''}`,
  )}"`;
}
