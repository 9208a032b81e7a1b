/** Types of the part of package `x11` (4.2) that we use; it ships none. Owns no code. */
declare module 'x11' {
  export type Callback<T> = (error: Error | null | undefined, value: T) => boolean | void;

  export interface Extension {
    readonly present: boolean | number;
    readonly majorOpcode: number;
    readonly firstEvent: number;
  }

  export interface XTest extends Extension {
    readonly KeyPress: number;
    readonly KeyRelease: number;
    FakeInput(type: number, detail: number, time: number, window: number, x: number, y: number): void;
  }

  export interface RandrOutput {
    readonly crtc: number;
    readonly connection: number;
    readonly name: string;
  }

  export interface RandrCrtc {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly mode: number;
  }

  export interface Randr extends Extension {
    QueryVersion(major: number, minor: number, done: Callback<readonly [number, number]>): void;
    GetScreenResourcesCurrent(window: number, done: Callback<{ readonly outputs: readonly number[] }>): void;
    GetOutputInfo(output: number, timestamp: number, done: Callback<RandrOutput>): void;
    GetCrtcInfo(crtc: number, timestamp: number, done: Callback<RandrCrtc>): void;
    GetOutputPrimary(window: number, done: Callback<number>): void;
  }

  export interface XInput extends Extension {
    readonly EventMask: Readonly<Record<string, number>>;
    XIQueryVersion(
      major: number,
      minor: number,
      done: Callback<{ readonly majorVersion: number; readonly minorVersion: number }>,
    ): void;
    XIQueryDevice(
      device: number,
      done: Callback<readonly { readonly deviceId: number; readonly name: string }[]>,
    ): void;
    XISelectEvents(window: number, mask: { readonly deviceId: number; readonly mask: number }): void;
  }

  export interface Xkb extends Extension {
    readonly UseCoreKbd: number;
    UseExtension(major: number, minor: number, done: Callback<unknown>): void;
    GetState(device: number, done: Callback<{ readonly lockedMods: number }>): void;
    LatchLockState(
      device: number,
      affectModLocks: number,
      modLocks: number,
      lockGroup: boolean,
      groupLock: number,
      affectModLatches: number,
      modLatches: number,
      latchGroup: boolean,
      groupLatch: number,
    ): void;
  }

  export interface Extensions {
    readonly xtest: XTest;
    readonly randr: Randr;
    readonly xinput: XInput;
    readonly xkb: Xkb;
  }

  export interface PointerState {
    readonly rootX: number;
    readonly rootY: number;
    readonly keyMask: number;
  }

  /** Of a child of the root: its place on the desktop. */
  export interface Geometry {
    readonly xPos: number;
    readonly yPos: number;
    readonly width: number;
    readonly height: number;
    readonly borderWidth: number;
  }

  export interface Tree {
    readonly root: number;
    readonly parent: number;
    readonly children: readonly number[];
  }

  export interface XEvent {
    readonly name?: string;
    readonly keycode?: number;
    readonly sourceId?: number;
    /** Key code or button number of an XInput event. */
    readonly detail?: number;
    /** The window that an event about windows or properties is about. */
    readonly wid?: number;
    /** Of a property that has changed. */
    readonly atom?: number;
  }

  export interface Client {
    /** Of the last request; raised before one is put together by hand. */
    seq_num: number;
    readonly pack_stream: { put(bytes: Buffer): void; submit(): void };
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'end', listener: () => void): this;
    on(event: 'event', listener: (event: XEvent) => void): this;
    off(event: 'event', listener: (event: XEvent) => void): this;
    terminate(): void;
    require<Name extends keyof Extensions>(name: Name, done: Callback<Extensions[Name]>): void;
    QueryExtension(name: string, done: Callback<Extension>): void;
    GetInputFocus(done: Callback<{ readonly focus: number }>): void;
    QueryTree(window: number, done: Callback<Tree>): void;
    /** `child`: of the destination, what lies on top at that point; 0 for nothing. */
    TranslateCoordinates(
      from: number,
      to: number,
      x: number,
      y: number,
      done: Callback<{ readonly child: number; readonly destX: number; readonly destY: number }>,
    ): void;
    RaiseWindow(window: number): void;
    SetInputFocus(window: number, revertTo: number): void;
    SendEvent(window: number, propagate: number, eventMask: number, event: Buffer): void;
    GetWindowAttributes(window: number, done: Callback<{ readonly mapState: number }>): void;
    ChangeWindowAttributes(window: number, values: { readonly eventMask: number }): void;
    GetGeometry(window: number, done: Callback<Geometry>): void;
    InternAtom(onlyIfExists: boolean, name: string, done: Callback<number>): void;
    GetProperty(
      andDelete: number,
      window: number,
      property: number,
      type: number,
      longOffset: number,
      longLength: number,
      done: Callback<{ readonly format: number; readonly data: Buffer }>,
    ): void;
    GetKeyboardMapping(first: number, count: number, done: Callback<readonly (readonly number[])[]>): void;
    ChangeKeyboardMapping(first: number, perKeycode: number, keysyms: readonly number[]): void;
    GetModifierMapping(done: Callback<readonly (readonly number[])[]>): void;
    QueryPointer(window: number, done: Callback<PointerState>): void;
    QueryKeymap(done: Callback<Uint8Array>): void;
    GrabKey(
      window: number,
      ownerEvents: number,
      modifiers: number,
      keycode: number,
      pointerMode: number,
      keyboardMode: number,
      done: Callback<unknown>,
    ): void;
    GrabButton(
      window: number,
      ownerEvents: number,
      eventMask: number,
      pointerMode: number,
      keyboardMode: number,
      confineTo: number,
      cursor: number,
      button: number,
      modifiers: number,
    ): void;
    AllowEvents(mode: number, time: number): void;
    UngrabKey(window: number, keycode: number, modifiers: number): void;
  }

  export interface Display {
    readonly client: Client;
    readonly min_keycode: number;
    readonly max_keycode: number;
    readonly screen: readonly {
      readonly root: number;
      readonly pixel_width: number;
      readonly pixel_height: number;
    }[];
  }

  const x11: {
    createClient(
      options: { readonly display?: string; readonly shm?: false },
      done: Callback<Display | undefined>,
    ): Client;
  };
  export default x11;
}
