/** How each Mantine control looks and behaves here, by group. Sizes by density, colours by role (controls.module.css). */

import {
  ActionIcon,
  Button,
  Checkbox,
  Input,
  InputWrapper,
  Kbd,
  Menu,
  Modal,
  NativeSelect,
  PasswordInput,
  Popover,
  SegmentedControl,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';
import type { MantineThemeOverride } from '@mantine/core';
import type { Density } from './sizes.ts';
import classes from './controls.module.css';

type Controls = NonNullable<MantineThemeOverride['components']>;

const sizeOf = (density: Density): 'sm' | 'md' => (density === 'console' ? 'sm' : 'md');

export function fields(density: Density): Controls {
  const size = sizeOf(density);
  const field = { defaultProps: { size }, classNames: { input: classes.field } };
  return {
    Input: Input.extend(field),
    InputWrapper: InputWrapper.extend({ defaultProps: { size }, classNames: { label: classes.label } }),
    TextInput: TextInput.extend(field),
    PasswordInput: PasswordInput.extend({ defaultProps: { size } }),
    Textarea: Textarea.extend(field),
    NativeSelect: NativeSelect.extend(field),
    Checkbox: Checkbox.extend({ defaultProps: { size } }),
  };
}

export function actions(density: Density): Controls {
  const size = sizeOf(density);
  return {
    Button: Button.extend({
      defaultProps: { size, variant: 'default' },
      classNames: { root: classes.button },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle' },
      classNames: { root: classes.iconButton },
    }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size } }),
    Kbd: Kbd.extend({ classNames: { root: classes.key } }),
  };
}

export function floating(): Controls {
  return {
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, withArrow: false, offset: 6 },
      classNames: { tooltip: classes.tooltip },
    }),
    Popover: Popover.extend({
      defaultProps: { shadow: 'md', radius: 'md' },
      classNames: { dropdown: classes.floating },
    }),
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', offset: 4, radius: 'md', transitionProps: { duration: 120 } },
      classNames: { dropdown: classes.floating, item: classes.menuItem, label: classes.menuLabel },
    }),
    Modal: Modal.extend({
      defaultProps: {
        radius: 'lg',
        shadow: 'md',
        centered: true,
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 160, transition: 'pop' },
      },
      classNames: { content: classes.dialog, header: classes.dialogHeader, title: classes.dialogTitle },
    }),
  };
}
