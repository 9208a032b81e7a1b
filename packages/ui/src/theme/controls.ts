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
  Radio,
  SegmentedControl,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';
import type { MantineThemeOverride } from '@mantine/core';
import classes from './controls.module.css';

type Controls = NonNullable<MantineThemeOverride['components']>;

/** Mantine writes its heights onto each element, where no style sheet reaches them: hence as variables, by size. */
const heightOf = (size: unknown): string =>
  size === 'xs'
    ? 'var(--size-control-small)'
    : size === 'md'
      ? 'var(--size-control-large)'
      : 'var(--size-control)';

/** The theme's own sizes make it 32 px in the console and 44 px in the helper. */
const SIZE = 'sm';

export function fields(): Controls {
  const size = SIZE;
  const field = { defaultProps: { size }, classNames: { input: classes.field } };
  return {
    Input: Input.extend({
      ...field,
      vars: (_theme, props) => ({ wrapper: { '--input-height': heightOf(props.size) } }),
    }),
    InputWrapper: InputWrapper.extend({ defaultProps: { size }, classNames: { label: classes.label } }),
    TextInput: TextInput.extend(field),
    PasswordInput: PasswordInput.extend({ defaultProps: { size } }),
    Textarea: Textarea.extend(field),
    NativeSelect: NativeSelect.extend(field),
    Checkbox: Checkbox.extend({ defaultProps: { size }, classNames: { input: classes.tick } }),
    Radio: Radio.extend({ defaultProps: { size }, classNames: { radio: classes.tick } }),
  };
}

export function actions(): Controls {
  const size = SIZE;
  return {
    Button: Button.extend({
      defaultProps: { size, variant: 'default' },
      classNames: { root: classes.button },
      vars: (_theme, props) => ({ root: { '--button-height': heightOf(props.size) } }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle' },
      classNames: { root: classes.iconButton },
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size, withItemsBorders: false },
      classNames: { root: classes.segments, indicator: classes.segment },
    }),
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
      defaultProps: {
        shadow: 'md',
        offset: 4,
        radius: 'md',
        transitionProps: { duration: 120 },
        // Else something that is no item has the focus first, which menus must not hold.
        withInitialFocusPlaceholder: false,
      },
      classNames: { dropdown: classes.floating, item: classes.menuItem, label: classes.menuLabel },
    }),
    Modal: Modal.extend({
      defaultProps: {
        radius: 'lg',
        padding: 20,
        shadow: 'md',
        centered: true,
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 160, transition: 'pop' },
      },
      classNames: { content: classes.dialog, header: classes.dialogHeader, title: classes.dialogTitle },
    }),
  };
}
