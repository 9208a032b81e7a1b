/** What is different between two readings of one machine. Pure. */
import type { SystemCategory, SystemField, SystemReport } from '@alongside/protocol';
import type { Snapshot } from './snapshot.ts';

export type SystemChange =
  | { readonly kind: 'added' | 'removed'; readonly what: string; readonly detail: string }
  | {
      readonly kind: 'changed';
      readonly what: string;
      readonly field: SystemField;
      readonly from: string;
      readonly to: string;
    };

export type CategoryChanges = {
  readonly category: SystemCategory;
  readonly changes: readonly SystemChange[];
};

/** Different at every look without anything having happened. */
const RESTLESS: ReadonlySet<SystemField> = new Set<SystemField>([
  'uptime',
  'processor-use',
  'memory',
  'used',
  'available',
  'swap',
  'percent',
  'process',
  'since',
  'running',
  'total',
]);
/** Here they are what one looks for. */
const RESTLESS_MEANT: Partial<Readonly<Record<SystemCategory, readonly SystemField[]>>> = {
  disks: ['used'],
  memory: ['total'],
  services: ['running'],
};

/** Categories that could not be read at either time are left out; only those with a change are named. */
export function compareSnapshots(before: Snapshot, after: Snapshot): readonly CategoryChanges[] {
  return after.reports.flatMap((report) => {
    const old = before.reports.find(({ category }) => category === report.category);
    if (old === undefined || old.problem === 'failed' || report.problem === 'failed') return [];
    if (old.problem === 'timed-out' || report.problem === 'timed-out') return [];
    const changes = [...compareFacts(old, report), ...compareRows(old, report)];
    return changes.length === 0 ? [] : [{ category: report.category, changes }];
  });
}

function isCompared(category: SystemCategory, field: SystemField): boolean {
  return !RESTLESS.has(field) || (RESTLESS_MEANT[category]?.includes(field) ?? false);
}

function compareFacts(before: SystemReport, after: SystemReport): readonly SystemChange[] {
  const { category } = after;
  const fields = [...new Set([...before.facts, ...after.facts].map(({ field }) => field))];
  return fields.flatMap((field) => {
    if (!isCompared(category, field)) return [];
    const [from, to] = [valueOf(before, field), valueOf(after, field)];
    return from === to ? [] : [{ kind: 'changed', what: '', field, from, to } as const];
  });
}

function valueOf({ facts }: SystemReport, field: SystemField): string {
  return facts
    .filter((fact) => fact.field === field)
    .map(({ value }) => value)
    .join(', ');
}

/** Rows are the same thing by their first column; where it occurs several times, they are counted off. */
function compareRows(before: SystemReport, after: SystemReport): readonly SystemChange[] {
  const [old, now] = [byName(before), byName(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((name): readonly SystemChange[] => {
    const [was, is] = [old.get(name), now.get(name)];
    const what = (is ?? was)?.[0] ?? '';
    if (was === undefined) return [{ kind: 'added', what, detail: detailOf(after, is) }];
    if (is === undefined) return [{ kind: 'removed', what, detail: detailOf(before, was) }];
    return after.columns.flatMap((field, index) => {
      const from = was[before.columns.indexOf(field)] ?? '';
      const to = is[index] ?? '';
      if (index === 0 || from === to || !isCompared(after.category, field)) return [];
      return [{ kind: 'changed', what, field, from, to } as const];
    });
  });
}

function byName({ category, rows }: SystemReport): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const counts = new Map<string, number>();
  for (const row of rows) {
    const name = row[0] ?? '';
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    // Several processes of one name come and go; that there is one at all is what can be compared.
    if (category === 'processes' && count > 1) continue;
    found.set(`${name}\n${count}`, row);
  }
  return found;
}

function detailOf({ category, columns }: SystemReport, row: readonly string[] | undefined): string {
  return columns
    .flatMap((field, index) => (index === 0 || !isCompared(category, field) ? [] : (row?.[index] ?? [])))
    .filter((text) => text !== '')
    .join(' · ');
}
