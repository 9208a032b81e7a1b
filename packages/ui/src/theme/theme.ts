/** The one Mantine theme. Knows Mantine's controls and our sizes; colours come in as CSS variables (roles.ts). */

import { createTheme } from '@mantine/core';
import type { MantineColorsTuple, MantineThemeOverride } from '@mantine/core';
import { ON_FILL, ROLES, TONES } from './roles.ts';
import type { Tone } from './roles.ts';
import type { Density } from './sizes.ts';
import { RADIUS, SIZES, SPACING, WEIGHTS } from './sizes.ts';
import { actions, fields, floating } from './controls.ts';
import classes from './controls.module.css';

const SANS = "'Inter Variable', 'Pretendard Variable', system-ui, sans-serif";
const MONO = "ui-monospace, 'SF Mono', 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace";

export function createAlongsideTheme(density: Density): MantineThemeOverride {
  const size = SIZES[density];
  return createTheme({
    fontFamily: SANS,
    fontFamilyMonospace: MONO,
    fontSizes: size.fonts,
    fontWeights: WEIGHTS,
    lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.3' },
    headings: headings(density),
    spacing: SPACING,
    radius: RADIUS,
    defaultRadius: 'sm',
    shadows: {
      xs: 'none',
      sm: 'none',
      md: 'var(--role-shadow)',
      lg: 'var(--role-shadow)',
      xl: 'var(--role-shadow)',
    },
    white: ON_FILL,
    black: ROLES.light.ground.text,
    colors: toneTuples(),
    primaryColor: 'accent',
    cursorType: 'default',
    focusRing: 'auto',
    focusClassName: classes.focus ?? '',
    activeClassName: '',
    respectReducedMotion: true,
    components: { ...fields(), ...actions(), ...floating() },
  });
}

function headings(density: Density): MantineThemeOverride['headings'] & object {
  const [h1, h2, h3] = density === 'console' ? ['20px', '16px', '14px'] : ['28px', '20px', '16px'];
  return {
    fontWeight: WEIGHTS.bold,
    sizes: {
      h1: { fontSize: h1, lineHeight: '1.3' },
      h2: { fontSize: h2, lineHeight: '1.35' },
      h3: { fontSize: h3, lineHeight: '1.45' },
    },
  };
}

/** Mantine wants ten shades of a colour; ours are roles, so that the shades it would pick are all the same. */
function toneTuples(): Record<Tone, MantineColorsTuple> {
  const tuple = (tone: Tone): MantineColorsTuple => {
    const { fill } = ROLES.light.tones[tone];
    return [fill, fill, fill, fill, fill, fill, fill, fill, fill, fill];
  };
  return Object.fromEntries(TONES.map((tone) => [tone, tuple(tone)])) as Record<Tone, MantineColorsTuple>;
}
