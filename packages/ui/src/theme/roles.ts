/**
 * The colours by role, light and dark. The only place in the product where a colour is written down;
 * everything else names a role. Contrast is proved in roles.test.ts.
 */

export type Scheme = 'light' | 'dark';

/** A tone says what something means. `shared` is for "others can see this" and nothing else. */
export const TONES = ['accent', 'success', 'warning', 'danger', 'recording', 'shared'] as const;
export type Tone = (typeof TONES)[number];

type ToneColours = {
  /** Text and icons in this tone, on canvas, surface, raised or `soft`. */
  readonly text: string;
  /** A solid area under white text. */
  readonly fill: string;
  readonly fillHover: string;
  /** A tinted area under `text`. */
  readonly soft: string;
  readonly softHover: string;
};

type Ground = {
  readonly canvas: string;
  readonly surface: string;
  readonly raised: string;
  readonly hover: string;
  readonly border: string;
  /** The edge of a control, which has to be seen (3:1); `border` only separates. */
  readonly outline: string;
  readonly text: string;
  readonly muted: string;
  readonly shadow: string;
};

type Roles = { readonly ground: Ground; readonly tones: Readonly<Record<Tone, ToneColours>> };

export const ON_FILL = '#ffffff';

const LIGHT: Roles = {
  ground: {
    canvas: '#f7f7f8',
    surface: '#ffffff',
    raised: '#ffffff',
    hover: '#f0f0f2',
    border: '#e4e5e9',
    outline: '#8b8f9a',
    text: '#17181c',
    muted: '#62656f',
    shadow: '0 1px 2px rgb(20 22 30 / 6%), 0 8px 28px rgb(20 22 30 / 12%)',
  },
  tones: {
    accent: { text: '#2257d6', fill: '#2f62e0', fillHover: '#2755c9', soft: '#ebf0fd', softHover: '#dfe7fc' },
    success: {
      text: '#1b7442',
      fill: '#1f7d49',
      fillHover: '#1a6c3f',
      soft: '#e8f5ed',
      softHover: '#daeee2',
    },
    warning: {
      text: '#8a5600',
      fill: '#8f5a00',
      fillHover: '#7a4d00',
      soft: '#fdf3e0',
      softHover: '#faeacc',
    },
    danger: { text: '#bd2828', fill: '#c93a34', fillHover: '#b32f2a', soft: '#fdecec', softHover: '#fbdfdf' },
    recording: {
      text: '#b3164d',
      fill: '#c2255c',
      fillHover: '#aa1e4f',
      soft: '#fceaf1',
      softHover: '#f9dce7',
    },
    shared: { text: '#7a35c9', fill: '#8a4bd6', fillHover: '#7a3bc7', soft: '#f4edfc', softHover: '#ebdff9' },
  },
};

const DARK: Roles = {
  ground: {
    canvas: '#0e0f12',
    surface: '#15161a',
    raised: '#1e2025',
    hover: '#24262c',
    border: '#2a2c33',
    outline: '#717582',
    text: '#e9eaee',
    muted: '#9b9ea9',
    shadow: '0 1px 2px rgb(0 0 0 / 40%), 0 12px 36px rgb(0 0 0 / 55%)',
  },
  tones: {
    accent: { text: '#8fb1ff', fill: '#3768e6', fillHover: '#4272ea', soft: '#1a2440', softHover: '#20304f' },
    success: {
      text: '#5fc98a',
      fill: '#1f7d49',
      fillHover: '#22854e',
      soft: '#13291d',
      softHover: '#193524',
    },
    warning: {
      text: '#e3ae52',
      fill: '#8f5a00',
      fillHover: '#9a6200',
      soft: '#2d2312',
      softHover: '#3a2d16',
    },
    danger: { text: '#ff8d86', fill: '#c93a34', fillHover: '#cf413b', soft: '#351a1b', softHover: '#432022' },
    recording: {
      text: '#ff7fa8',
      fill: '#c2255c',
      fillHover: '#cb2c65',
      soft: '#351522',
      softHover: '#43192b',
    },
    shared: { text: '#c79bff', fill: '#8a4bd6', fillHover: '#8f53d9', soft: '#2a1c3d', softHover: '#35234d' },
  },
};

export const ROLES: Readonly<Record<Scheme, Roles>> = { light: LIGHT, dark: DARK };

/** People keep one of these, whatever the scheme: a fill under white text. */
export const PERSON_FILLS = [
  '#3f63c8',
  '#0f7a78',
  '#9a4f1f',
  '#7b4bb8',
  '#2c7a3f',
  '#b03a6a',
  '#5a6675',
  '#8a6410',
] as const;
