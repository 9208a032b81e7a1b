/** One kind of device, where there is more than one to choose from. */

import { NativeSelect } from '@mantine/core';
import type { CallActions, CallDevice, OwnCall } from './call-types.ts';

type DeviceChoiceProps = {
  readonly label: string;
  readonly kind: CallDevice['kind'];
  readonly own: OwnCall;
  readonly actions: Pick<CallActions, 'choose'>;
};

export function DeviceChoice({ label, kind, own, actions }: DeviceChoiceProps) {
  const devices = own.devices.filter((device) => device.kind === kind && device.label !== '');
  if (devices.length === 0) return null;
  return (
    <NativeSelect
      label={label}
      value={own.chosen[kind] ?? devices[0]?.id ?? ''}
      data={devices.map(({ id, label: name }) => ({ value: id, label: name }))}
      onChange={(event) => void actions.choose(kind, event.currentTarget.value)}
    />
  );
}
