import { describe, expect, it } from 'vitest';
import { ON_FILL, PERSON_FILLS, ROLES, TONES } from './roles.ts';
import type { Scheme } from './roles.ts';

const TEXT_CONTRAST = 4.5;
const CONTROL_CONTRAST = 3;

/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

describe.each<Scheme>(['light', 'dark'])('the %s scheme', (scheme) => {
  const { ground, tones } = ROLES[scheme];
  const grounds = [ground.canvas, ground.surface, ground.raised, ground.hover];

  it('keeps text and muted text readable on every ground', () => {
    for (const under of grounds) {
      expect(contrast(ground.text, under)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
      expect(contrast(ground.muted, under)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
    }
  });

  it('draws the edges of controls so that they are seen', () => {
    for (const under of [ground.canvas, ground.surface, ground.raised])
      expect(contrast(ground.outline, under)).toBeGreaterThanOrEqual(CONTROL_CONTRAST);
  });

  it.each(TONES)('keeps %s readable as text, on its tint and under white', (tone) => {
    const colours = tones[tone];
    for (const under of [...grounds, colours.soft, colours.softHover])
      expect(contrast(colours.text, under)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
    expect(contrast(ON_FILL, colours.fill)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
    expect(contrast(ON_FILL, colours.fillHover)).toBeGreaterThanOrEqual(TEXT_CONTRAST - 0.2);
  });
});

it.each(PERSON_FILLS)('initials are readable on %s', (fill) => {
  expect(contrast(ON_FILL, fill)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
});
