/** The relay that a build was made for. The build replaces the name below by its address; without one there is none. */

declare const __ALONGSIDE_RELAY__: string | undefined;

export const BAKED_RELAY: string | null =
  typeof __ALONGSIDE_RELAY__ === 'string' && __ALONGSIDE_RELAY__ !== '' ? __ALONGSIDE_RELAY__ : null;
