import { describe, expect, it } from 'vitest';
import { pictureBox, pointOnStage } from './geometry.ts';

const element = { left: 100, top: 50, width: 800, height: 600 };

describe('pictureBox', () => {
  it('puts bars above and below a wide picture', () => {
    expect(pictureBox(element, { width: 1600, height: 900 })).toEqual({
      left: 100,
      top: 125,
      width: 800,
      height: 450,
    });
  });

  it('puts bars left and right of a tall picture', () => {
    expect(pictureBox(element, { width: 600, height: 1200 })).toEqual({
      left: 350,
      top: 50,
      width: 300,
      height: 600,
    });
  });

  it('is nothing before there is a picture', () => {
    expect(pictureBox(element, { width: 0, height: 0 })).toBeUndefined();
  });
});

describe('pointOnStage', () => {
  const box = { left: 100, top: 125, width: 800, height: 450 };

  it.each([
    [
      { x: 100, y: 125 },
      { x: 0, y: 0 },
    ],
    [
      { x: 900, y: 125 },
      { x: 1, y: 0 },
    ],
    [
      { x: 100, y: 575 },
      { x: 0, y: 1 },
    ],
    [
      { x: 900, y: 575 },
      { x: 1, y: 1 },
    ],
    [
      { x: 500, y: 350 },
      { x: 0.5, y: 0.5 },
    ],
  ])('maps corners and centre: %j', (client, at) => {
    expect(pointOnStage(client, box)).toEqual({ at, inside: true });
  });

  it('holds a point in the bars at the edge and says so', () => {
    expect(pointOnStage({ x: 300, y: 60 }, box)).toEqual({ at: { x: 0.25, y: 0 }, inside: false });
    expect(pointOnStage({ x: 2_000, y: 350 }, box)).toEqual({ at: { x: 1, y: 0.5 }, inside: false });
  });
});
