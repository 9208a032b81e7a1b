/** What an operator watches. Counts only: no names, ids or addresses in a label. */
import { collectDefaultMetrics, Counter, Gauge, Registry } from '@prometheus-io/client';
import type { CloseReason } from '@alongside/protocol';

export type Metrics = {
  /** Counted as plain numbers, since they are counted for every message. */
  readonly counts: { messages: number; signals: number };
  readonly refusals: { inc(labels: { code: string }): void };
  readonly closes: { inc(labels: { reason: CloseReason }): void };
  readonly wrongCodes: { inc(): void };
  readonly codeAlarm: { set(value: number): void };
  readonly storageFull: { set(value: number): void };
  readonly watch: (gauges: { readonly sockets: () => number; readonly sessions: () => number }) => void;
  readonly contentType: string;
  readonly text: () => Promise<string>;
};

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const counts = countMessages(registers);
  return {
    counts,
    refusals: new Counter({
      name: 'relay_refusals_total',
      help: 'Requests refused, by code',
      labelNames: ['code'] as const,
      registers,
    }),
    closes: new Counter({
      name: 'relay_closes_total',
      help: 'Sockets closed by the relay, by reason',
      labelNames: ['reason'] as const,
      registers,
    }),
    wrongCodes: counter('relay_wrong_codes_total', 'Join codes and links that were wrong, used or expired'),
    codeAlarm: gauge('relay_code_alarm', '1 while codes are being guessed'),
    storageFull: gauge('relay_storage_full', '1 while there is no room for new sessions'),
    watch({ sockets, sessions }) {
      watchGauge(registers, { name: 'relay_sockets', help: 'Open sockets', value: sockets });
      watchGauge(registers, { name: 'relay_sessions', help: 'Running sessions', value: sessions });
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}

function countMessages(registers: Registry[]): Metrics['counts'] {
  const counts = { messages: 0, signals: 0 };
  countLater(registers, {
    name: 'relay_messages_total',
    help: 'Messages received',
    value: () => counts.messages,
  });
  countLater(registers, {
    name: 'relay_signals_total',
    help: 'Signals forwarded',
    value: () => counts.signals,
  });
  return counts;
}

type Watched = { readonly name: string; readonly help: string; readonly value: () => number };

function watchGauge(registers: Registry[], { name, help, value }: Watched): void {
  const gauge: Gauge = new Gauge({ name, help, registers, collect: () => gauge.set(value()) });
}

function countLater(registers: Registry[], { name, help, value }: Watched): void {
  const counter: Counter = new Counter({
    name,
    help,
    registers,
    collect() {
      counter.reset();
      counter.inc(value());
    },
  });
}
