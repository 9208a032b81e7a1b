/** Events of a display's own keyboard and mouse, as if a hand were on them; for tests of what tells them from injection. */
import type { XConnection } from '../x11/x-connection.ts';

export type PhysicalDevices = {
  readonly tapKey: (keycode: number) => Promise<void>;
  readonly click: (button: number) => Promise<void>;
};

/** First event number of the XInput extension: key press, key release, button press, button release. */
const KEY_PRESS = 1;
const BUTTON_PRESS = 3;

export async function openPhysicalDevices(connection: XConnection): Promise<PhysicalDevices> {
  const xinput = await connection.extension('xinput');
  const xtest = await connection.extension('xtest');
  await connection.ask((done) => xinput.XIQueryVersion(2, 2, done));
  const devices = await connection.ask<readonly { deviceId: number; name: string }[]>((done) =>
    xinput.XIQueryDevice(0, done),
  );
  const idOf = (name: string): number => {
    const device = devices.find((each) => each.name === name);
    if (device === undefined) throw new Error(`this display has no ${name}`);
    return device.deviceId;
  };
  const [keyboard, mouse] = [idOf('Xvfb keyboard'), idOf('Xvfb mouse')];
  // XTEST's FakeInput for one device; the library knows only the one for its own. XTEST 2.2, section 8.
  const send = (type: number, detail: number, device: number): void => {
    const request = Buffer.alloc(36);
    request.writeUInt8(xtest.majorOpcode, 0);
    request.writeUInt8(2, 1);
    request.writeUInt16LE(9, 2);
    request.writeUInt8(xinput.firstEvent + type, 4);
    request.writeUInt8(detail, 5);
    request.writeUInt8(device, 35);
    connection.client.seq_num += 1;
    connection.client.pack_stream.put(request);
    connection.client.pack_stream.submit();
  };
  const tap = async (...[press, detail, device]: [number, number, number]): Promise<void> => {
    send(press, detail, device);
    send(press + 1, detail, device);
    await connection.sync();
  };
  return {
    tapKey: (keycode) => tap(KEY_PRESS, keycode, keyboard),
    click: (button) => tap(BUTTON_PRESS, button, mouse),
  };
}
