/** What of the site's rules holds on this machine, as its signed config has it; nothing is wider without one. */
export type SiteRules = { filesWhileSharing: boolean; filesAdvanced: boolean };

export function usualRules(): SiteRules {
  return { filesWhileSharing: false, filesAdvanced: false };
}
