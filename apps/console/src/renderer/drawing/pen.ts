/** Puts what the CSR points at and draws on the wire, a few times a second. Owns the pace; knows no screen. */

import { idSchema, MAX_DRAWN_POINTS } from '@alongside/protocol';
import type { DrawnPoint, ParticipantId } from '@alongside/protocol';
import type { Link } from '@alongside/rtc';
import { randomId } from '@alongside/rtc';

/** Smooth to the eye, and nothing beside keys and clicks. */
const SEND_MS = 40;

export class Pen {
  readonly #link: Pick<Link, 'send'>;
  readonly #customer: ParticipantId;
  #pointer: DrawnPoint | null | undefined;
  #line: { readonly id: string; points: DrawnPoint[] } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(link: Pick<Link, 'send'>, customer: ParticipantId) {
    this.#link = link;
    this.#customer = customer;
  }

  /** Null: nowhere any more. */
  point(at: DrawnPoint | null): void {
    this.#pointer = at;
    this.#plan();
  }

  begin(at: DrawnPoint): void {
    this.#flush();
    this.#line = { id: idSchema.parse(randomId()), points: [at] };
    this.#plan();
  }

  draw(at: DrawnPoint): void {
    this.#line?.points.push(at);
    this.#plan();
  }

  end(): void {
    this.#flush();
    this.#line = null;
  }

  clear(): void {
    this.#line = null;
    void this.#link.send(this.#customer, { type: 'draw.clear' });
  }

  #plan(): void {
    this.#timer ??= setTimeout(() => {
      this.#flush();
    }, SEND_MS);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pointer !== undefined) {
      void this.#link.send(this.#customer, { type: 'draw.point', at: this.#pointer });
      this.#pointer = undefined;
    }
    const line = this.#line;
    while (line !== null && line.points.length > 0) {
      const points = line.points.splice(0, MAX_DRAWN_POINTS);
      void this.#link.send(this.#customer, { type: 'draw.line', id: line.id, points });
    }
  }
}
