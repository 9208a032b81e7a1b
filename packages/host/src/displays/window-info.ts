/** What is known of a window on the customer's desktop. Owns the words and the question what lies at a point. */
import type { DisplayInfo } from '@alongside/protocol';
import type { PixelPoint } from '../input/input-driver.ts';

export type WindowInfo = {
  /** What another program says: text only, hostile like any other. */
  readonly title: string;
  /** Physical pixels, with the frame around it. */
  readonly region: DisplayInfo['bounds'];
  /** Undefined where the system or the program does not tell. */
  readonly processId: number | undefined;
  /** It has the keyboard. */
  readonly isActive: boolean;
};

/** The window that a click at `point` would hit, of windows that are listed from front to back. */
export function windowAt(point: PixelPoint, windows: readonly WindowInfo[]): WindowInfo | undefined {
  return windows.find(
    ({ region: { x, y, width, height } }) =>
      point.x >= x && point.x < x + width && point.y >= y && point.y < y + height,
  );
}
