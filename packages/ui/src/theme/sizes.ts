/** Sizes of type, space and controls for the two densities. The scale is 12 13 14 16 20 28 on a 4 px grid. */

/** `console`: worked in all day. `helper`: read once, by someone who is worried. */
export type Density = 'console' | 'helper';

type Sizes = {
  readonly base: string;
  readonly small: string;
  readonly control: string;
  readonly controlSmall: string;
  readonly controlLarge: string;
  readonly fonts: Readonly<Record<'xs' | 'sm' | 'md' | 'lg' | 'xl', string>>;
};

export const SIZES: Readonly<Record<Density, Sizes>> = {
  console: {
    base: '13px',
    small: '12px',
    control: '32px',
    controlSmall: '28px',
    controlLarge: '40px',
    fonts: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  },
  helper: {
    base: '16px',
    small: '14px',
    control: '44px',
    controlSmall: '44px',
    controlLarge: '52px',
    fonts: { xs: '14px', sm: '16px', md: '16px', lg: '20px', xl: '28px' },
  },
};

export const SPACING = { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' } as const;
export const RADIUS = { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' } as const;
export const WEIGHTS = { regular: '400', medium: '500', bold: '600' } as const;
