/** Electron's clipboard in its two shapes: answers with promises since 42, at once before. Reads and writes, no more. */
import { clipboard, nativeImage, type NativeImage } from 'electron';

export type SystemClipboard = {
  /** MIME types, and the marks of whoever put it there. */
  readonly formats: () => Promise<readonly string[]>;
  readonly has: (format: string) => Promise<boolean>;
  /** Empty where there is none. */
  readonly text: () => Promise<string>;
  /** Empty where there is none. */
  readonly png: () => Promise<Buffer>;
  readonly writeText: (text: string) => Promise<void>;
  /** False for what is no picture. */
  readonly writePng: (png: Buffer) => Promise<boolean>;
};

/** As it was until 41. */
type FormerClipboard = {
  readonly availableFormats: () => readonly string[];
  readonly has: (format: string) => boolean;
  readonly readText: () => string;
  readonly readImage: () => NativeImage;
  readonly writeText: (text: string) => void;
  readonly writeImage: (image: NativeImage) => void;
};

const PNG = 'image/png';

export function systemClipboard(): SystemClipboard {
  const found: object = clipboard;
  return 'availableFormats' in found ? former(found as FormerClipboard) : current();
}

function former(old: FormerClipboard): SystemClipboard {
  return {
    formats: () => Promise.resolve(old.availableFormats()),
    has: (format) => Promise.resolve(old.has(format)),
    text: () => Promise.resolve(old.readText()),
    png: () => Promise.resolve(old.readImage().toPNG()),
    writeText: (text) => Promise.resolve(old.writeText(text)),
    writePng(png) {
      const image = nativeImage.createFromBuffer(png);
      if (!image.isEmpty()) old.writeImage(image);
      return Promise.resolve(!image.isEmpty());
    },
  };
}

function current(): SystemClipboard {
  return {
    formats: async () => (await clipboard.read()).flatMap(({ types }) => [...types]),
    has: (format) => clipboard.has(format),
    text: () => clipboard.readText(),
    async png() {
      const item = (await clipboard.read()).find(({ types }) => types.includes(PNG));
      const blob = await item?.getType(PNG);
      return blob === undefined ? Buffer.alloc(0) : Buffer.from(await blob.arrayBuffer());
    },
    writeText: (text) => clipboard.writeText(text),
    async writePng(png) {
      if (nativeImage.createFromBuffer(png).isEmpty()) return false;
      // Older ones have no such name, and would not even load a module that lists it.
      const { ClipboardItem } = await import('electron');
      await clipboard.write([new ClipboardItem({ [PNG]: new Blob([new Uint8Array(png)], { type: PNG }) })]);
      return true;
    },
  };
}
