/** How far one transfer has come, of what its files say. Pure. */

import type { FileProblem, FileView, ParticipantId, RequestId } from '@alongside/protocol';
import type { SharedFile } from '../files/file-share.ts';
import type { PaneProblem } from './folder-source.ts';

export type Transfer = {
  readonly id: RequestId;
  readonly way: 'put' | 'get';
  readonly customer: ParticipantId;
  /** Where it goes. */
  readonly folder: string;
  /** At the top: files and folders. */
  readonly names: readonly string[];
  /** Files, those in folders among them. */
  readonly count: number;
  readonly bytes: number;
  /**
   * `asking`: the customer has not answered. → moving, failed
   * `moving` → saved, failed
   * Others are final.
   */
  readonly state: 'asking' | 'moving' | 'saved' | 'failed';
  readonly done: number;
  readonly bytesPerSecond: number | null;
  readonly held: 'paused' | 'sharing' | 'lost' | null;
  readonly problem: PaneProblem | FileProblem | 'cancelled' | null;
  /** All of its files have been offered: what is there is everything. */
  readonly isWhole: boolean;
};

export function fetchProgress(transfer: Transfer, views: readonly FileView[]): Transfer {
  if (transfer.state !== 'moving' || views.length === 0) return transfer;
  const moving = views.flatMap(({ state }) => (state.kind === 'moving' ? [state] : []));
  const done = views.reduce((sum, view) => sum + bytesOf(view), 0);
  const failed = views.find(({ state }) => state.kind === 'failed')?.state;
  const isOver =
    transfer.isWhole && views.every(({ state }) => state.kind === 'saved' || state.kind === 'failed');
  const speeds = moving.flatMap(({ bytesPerSecond }) => bytesPerSecond ?? []);
  const next: Transfer = {
    ...transfer,
    done,
    bytesPerSecond: speeds.length === 0 ? null : speeds.reduce((sum, each) => sum + each, 0),
    held: moving.find(({ held }) => held !== null)?.held ?? null,
    problem: failed?.kind === 'failed' ? failed.problem : null,
  };
  return isOver ? ended(next) : next;
}

function bytesOf({ state, size }: FileView): number {
  if (state.kind === 'saved' || state.kind === 'checking') return size;
  return state.kind === 'moving' ? state.bytes : 0;
}

export function putProgress(transfer: Transfer, shared: readonly SharedFile[]): Transfer {
  if (transfer.state !== 'moving' || shared.length === 0) return transfer;
  const told = shared.map(({ takers }) => takers.get(transfer.customer));
  const done = told.reduce((sum, each) => sum + (each?.bytes ?? 0), 0);
  const failed = told.find((each) => each?.state === 'failed');
  const isStopped = told.some((each) => each?.state === 'cancelled');
  const isOver =
    shared.length === transfer.count &&
    told.every((each) => each !== undefined && ['saved', 'failed', 'cancelled'].includes(each.state));
  const next: Transfer = {
    ...transfer,
    done,
    held: told.some((each) => each?.state === 'waiting') ? 'sharing' : null,
    problem: failed?.problem ?? (isStopped ? 'cancelled' : null),
  };
  return isOver ? ended(next) : next;
}

function ended(transfer: Transfer): Transfer {
  const state = transfer.problem === null ? 'saved' : 'failed';
  return { ...transfer, state, bytesPerSecond: null, held: null };
}
