/** A customer's machine as it was read at one time, put together from what came. Pure. */
import {
  MAX_SYSTEM_ROWS,
  SYSTEM_CATEGORIES,
  type PeerMessageOf,
  type SystemReport,
} from '@alongside/protocol';

/** `reading`: more comes. → whole, broken (nothing more comes: taken back, or the connection is lost) */
export type Snapshot = {
  readonly id: string;
  readonly at: number;
  readonly state: 'reading' | 'whole' | 'broken';
  /** In the order of `SYSTEM_CATEGORIES`. */
  readonly reports: readonly SystemReport[];
};

export function beginSnapshot(id: string, at: number): Snapshot {
  return { id, at, state: 'reading', reports: [] };
}

/** What belongs to another request, or comes after the end, changes nothing. */
export function takePart(snapshot: Snapshot, part: PeerMessageOf<'system-info.part'>): Snapshot {
  if (snapshot.id !== part.id || snapshot.state !== 'reading') return snapshot;
  const { category, problem, facts, columns } = part;
  const known = snapshot.reports.find((report) => report.category === category);
  const rows = part.rows.filter((row) => row.length === columns.length);
  const report: SystemReport =
    known === undefined
      ? { category, problem, facts, columns, rows }
      : { ...known, rows: [...known.rows, ...rows].slice(0, MAX_SYSTEM_ROWS) };
  const others = snapshot.reports.filter((other) => other.category !== category);
  return { ...snapshot, reports: inOrder([...others, report]) };
}

export function endSnapshot(snapshot: Snapshot, state: 'whole' | 'broken'): Snapshot {
  return snapshot.state === 'reading' ? { ...snapshot, state } : snapshot;
}

function inOrder(reports: readonly SystemReport[]): readonly SystemReport[] {
  const placeOf = ({ category }: SystemReport): number => SYSTEM_CATEGORIES.indexOf(category);
  return [...reports].sort((one, other) => placeOf(one) - placeOf(other));
}

/** What of it holds these words, in a value or in what it is called; all of it where there are none. */
export function searchReports(
  reports: readonly SystemReport[],
  text: string,
  /** As the reader sees them. */
  names: {
    readonly category: (category: SystemReport['category']) => string;
    readonly field: (field: SystemReport['columns'][number]) => string;
  },
): readonly SystemReport[] {
  const words = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return reports;
  const holds = (line: string): boolean => {
    const lower = line.toLocaleLowerCase();
    return words.every((word) => lower.includes(word));
  };
  return reports.flatMap((report) => {
    const title = names.category(report.category);
    const facts = report.facts.filter(({ field, value }) => holds(`${title} ${names.field(field)} ${value}`));
    const rows = report.rows.filter((row) => holds(`${title} ${row.join(' ')}`));
    return facts.length + rows.length === 0 ? [] : [{ ...report, facts, rows }];
  });
}
