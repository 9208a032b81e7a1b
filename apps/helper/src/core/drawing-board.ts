/** What CSRs draw on the shared monitor: taken only from those who may see it, gone when they may not any more. */
import type { ParticipantId } from '@alongside/protocol';
import { drawOn, EMPTY_BOARD, keepOnly, type Board, type DrawingMessage } from '@alongside/session';
import type { AuthorityShell } from './authority-shell.ts';
import type { Ports } from './ports.ts';
import type { SharedDisplay } from './shared-display.ts';

type DrawingBoardOptions = {
  readonly overlay: Ports['overlay'];
  readonly shell: Pick<AuthorityShell, 'mayView'>;
  readonly display: Pick<SharedDisplay, 'surface'>;
};

export class DrawingBoard {
  readonly #options: DrawingBoardOptions;
  #board: Board = EMPTY_BOARD;
  #surface: string | null = null;

  constructor(options: DrawingBoardOptions) {
    this.#options = options;
  }

  hear(from: ParticipantId, message: DrawingMessage): void {
    if (this.#mayDraw(from)) this.#show(drawOn(this.#board, from, message));
  }

  /** Grants or the shared monitor have changed: lines of one monitor mean nothing on another. */
  update(): void {
    const surface = this.#options.display.surface();
    const name = surface?.kind === 'display' ? surface.display.id : null;
    const isOther = name !== this.#surface;
    this.#surface = name;
    this.#show(isOther ? EMPTY_BOARD : keepOnly(this.#board, (csr) => this.#mayDraw(csr)));
  }

  close(): void {
    this.#show(EMPTY_BOARD);
  }

  #mayDraw(csr: ParticipantId): boolean {
    const { shell, display } = this.#options;
    return display.surface()?.kind === 'display' && shell.mayView(csr);
  }

  #show(board: Board): void {
    if (board === this.#board) return;
    this.#board = board;
    const surface = this.#options.display.surface();
    this.#options.overlay.show(board, surface?.kind === 'display' ? surface.display : undefined);
  }
}
