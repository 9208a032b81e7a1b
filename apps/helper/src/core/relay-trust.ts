/** Which relay may be asked before the customer has confirmed its name: the built-in one, and this machine itself. */

const LOOPBACK = /^https?:\/\/(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/;

export function needsNoConfirmation(relay: string, bakedRelay: string | null): boolean {
  return relay === bakedRelay || LOOPBACK.test(relay);
}

/** What a person compares with what they were told: the host, with the port where it has one. */
export function hostOf(relay: string): string {
  return relay.replace(/^https?:\/\//, '');
}
