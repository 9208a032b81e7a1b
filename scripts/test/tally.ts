// Counting: what each test runner reports, as one sum, and the line that says it.

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Counted {
  readonly tally: Tally;
  /** One line per skipped test, with its reason where the runner knows it. */
  readonly skips: readonly string[];
  /** One line per test that passed only when it was run again. */
  readonly unsteady: readonly string[];
}

/** A stall of the machine spoils one or two tests of a run; when it is more, it is us. */
const UNSTEADY_ALLOWED = 3;

export const ONE_PASSED: Tally = { passed: 1, failed: 0, skipped: 0 };
export const ONE_FAILED: Tally = { passed: 0, failed: 1, skipped: 0 };

/** The parts of vitest's JSON report that are read here. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
}

/** The parts of Playwright's JSON report that are read here. */
export interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly unknown[];
}

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (all, each) => ({
      passed: all.passed + each.passed,
      failed: all.failed + each.failed,
      skipped: all.skipped + each.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

export function countVitest(report: VitestReport): Counted {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  // A file that could not even be loaded has no tests of its own to count.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  const passed = tests.filter((test) => test.status === 'passed').length;
  const failed = tests.filter((test) => test.status === 'failed').length + broken.length;
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');
  return {
    tally: { passed, failed, skipped: skipped.length },
    skips: skipped.map((test) => `${test.fullName}: skipped in its source`),
    unsteady: [],
  };
}

export function countPlaywright(report: PlaywrightReport): Counted {
  const tests = report.suites.flatMap((suite) => testsOf(suite, ''));
  const skipped = tests.filter((test) => test.status === 'skipped');
  const unsteady = tests.filter((test) => test.status === 'flaky').map((test) => test.title);
  const forgiven = unsteady.length > UNSTEADY_ALLOWED ? 0 : unsteady.length;
  const passed = tests.filter((test) => test.status === 'expected').length + forgiven;
  const failed = tests.length - passed - skipped.length + report.errors.length;
  return {
    tally: { passed, failed, skipped: skipped.length },
    skips: skipped.map((test) => `${test.title}: ${test.reason}`),
    unsteady,
  };
}

interface PlaywrightTest {
  readonly title: string;
  readonly status: string;
  readonly reason: string;
}

function testsOf(suite: PlaywrightSuite, path: string): PlaywrightTest[] {
  const place = path === '' ? suite.title : `${path} › ${suite.title}`;
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({
      title: `${place} › ${spec.title}`,
      status: test.status,
      reason: test.annotations.find((note) => note.type === 'skip')?.description ?? 'no reason given',
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, place))];
}

/** The one last line of `npm test`. */
export function lastLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Red when anything failed, and when no test ran: an empty run proves nothing. */
export function exitCode(all: Tally, tests: Tally): number {
  return all.failed > 0 || tests.passed + tests.failed === 0 ? 1 : 0;
}
