/** What of the site's rules holds on this machine, as its signed config has it; nothing is wider without one. */
export type SiteRules = {
  filesWhileSharing: boolean;
  filesAdvanced: boolean;
  /** For how many days what is read of this machine is kept; null: it is not. */
  snapshotDays: number | null;
};

export function usualRules(): SiteRules {
  return { filesWhileSharing: false, filesAdvanced: false, snapshotDays: null };
}
