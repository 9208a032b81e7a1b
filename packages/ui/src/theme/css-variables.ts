/** Turns the roles into CSS variables: ours (`--role-…`) for CSS modules, and Mantine's own for its controls. */

import type { ConvertCSSVariablesInput } from '@mantine/core';
import { ON_FILL, PERSON_FILLS, ROLES, TONES } from './roles.ts';
import type { Scheme } from './roles.ts';
import type { Density } from './sizes.ts';
import { SIZES } from './sizes.ts';

type Variables = Record<`--${string}`, string>;

export function cssVariables(density: Density): ConvertCSSVariablesInput {
  return {
    variables: sizeVariables(density),
    light: schemeVariables('light'),
    dark: schemeVariables('dark'),
  };
}

function sizeVariables(density: Density): Variables {
  const size = SIZES[density];
  return {
    '--size-base': size.base,
    '--size-small': size.small,
    '--size-control': size.control,
    '--size-control-large': size.controlLarge,
    '--size-control-small': size.controlSmall,
    '--motion-quick': '120ms',
    '--motion-calm': '180ms',
    '--focus-ring': '2px solid var(--role-accent)',
    ...Object.fromEntries(PERSON_FILLS.map((fill, at) => [`--person-${at}`, fill])),
  };
}

function schemeVariables(scheme: Scheme): Variables {
  const { ground } = ROLES[scheme];
  return {
    '--role-canvas': ground.canvas,
    '--role-surface': ground.surface,
    '--role-raised': ground.raised,
    '--role-hover': ground.hover,
    '--role-border': ground.border,
    '--role-outline': ground.outline,
    '--role-text': ground.text,
    '--role-muted': ground.muted,
    '--role-shadow': ground.shadow,
    '--role-on-fill': ON_FILL,
    ...toneVariables(scheme),
    ...mantineGround(scheme),
  };
}

function toneVariables(scheme: Scheme): Variables {
  const out: Variables = {};
  for (const tone of TONES) {
    const colours = ROLES[scheme].tones[tone];
    out[`--role-${tone}`] = colours.text;
    out[`--role-${tone}-fill`] = colours.fill;
    out[`--role-${tone}-fill-hover`] = colours.fillHover;
    out[`--role-${tone}-soft`] = colours.soft;
    out[`--role-${tone}-soft-hover`] = colours.softHover;
    out[`--mantine-color-${tone}-text`] = colours.text;
    out[`--mantine-color-${tone}-filled`] = colours.fill;
    out[`--mantine-color-${tone}-filled-hover`] = colours.fillHover;
    out[`--mantine-color-${tone}-light`] = colours.soft;
    out[`--mantine-color-${tone}-light-hover`] = colours.softHover;
    out[`--mantine-color-${tone}-light-color`] = colours.text;
    out[`--mantine-color-${tone}-outline`] = colours.text;
    out[`--mantine-color-${tone}-outline-hover`] = colours.soft;
  }
  return out;
}

function mantineGround(scheme: Scheme): Variables {
  const { ground, tones } = ROLES[scheme];
  return {
    '--mantine-color-body': ground.surface,
    '--mantine-color-text': ground.text,
    '--mantine-color-bright': ground.text,
    '--mantine-color-dimmed': ground.muted,
    '--mantine-color-placeholder': ground.muted,
    '--mantine-color-error': tones.danger.text,
    '--mantine-color-success': tones.success.text,
    '--mantine-color-anchor': tones.accent.text,
    '--mantine-color-default': ground.surface,
    '--mantine-color-default-hover': ground.hover,
    '--mantine-color-default-color': ground.text,
    '--mantine-color-default-border': ground.border,
    '--mantine-color-disabled': ground.hover,
    '--mantine-color-disabled-color': ground.muted,
    '--mantine-color-disabled-border': ground.border,
  };
}
