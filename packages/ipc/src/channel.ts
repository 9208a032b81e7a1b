/** The one name that both ends of the Electron carrier agree on. Free of imports: the preload carries it. */

export function channelOf(contractName: string): string {
  return `alongside:${contractName}`;
}
