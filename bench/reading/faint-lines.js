// The thin lines of a sudoku faded in its photo, the digits left as they are; once it is shrunk, thinner lines are the same as fainter ones.

import { apply, homography } from "../../packages/tenfold/dist/image/index.js";

/** Stations along each side of a cell, how far from its place a line is looked for, and how far from its middle it is faded, in cells. */
const [STATIONS, REACH, BAND] = [4, 0.2, 0.05];

/**
 * @param source three colors as bytes, and their size
 * @param corners of the grid: top left, bottom left, bottom right, top right
 * @param keep the share of a thin line's darkness that is left
 * @returns the colors anew
 */
export function faintLines(source, corners, keep) {
  const toSource = homography(
    [
      [0, 0],
      [0, 9],
      [9, 9],
      [9, 0],
    ],
    corners,
  );
  const planes = source.planes.map((plane) => plane.slice());
  const done = new Uint8Array(source.height * source.width);
  for (const line of [1, 2, 4, 5, 7, 8]) {
    for (const isLevel of [true, false]) {
      const placed = (along, place) => apply(toSource, isLevel ? [along, place] : [place, along]);
      fade({ source, planes, done }, placed, { line, keep });
    }
  }
  return planes;
}

function fade({ source, planes, done }, placed, { line, keep }) {
  const path = smooth(Array.from({ length: 9 * STATIONS + 1 }, (_, at) => placeAt(source, placed, line, at / STATIONS)));
  const pixel = 1 / distance(placed(4, 4), placed(4, 5)) / 2;
  for (let along = 0; along <= 9; along += pixel) {
    if (Math.abs(along - 3 * Math.round(along / 3)) < BAND) continue; // the thick lines stay
    const at = along * STATIONS;
    const [low, high] = [Math.floor(at), Math.min(Math.floor(at) + 1, path.length - 1)];
    const middle = path[low] + (at - low) * (path[high] - path[low]);
    const paper = [-1, 1].map((side) => pixelAt(source, placed(along, middle + side * 1.6 * BAND)));
    for (let by = -BAND; by <= BAND; by += pixel) {
      const to = pixelAt(source, placed(along, middle + by));
      if (to < 0 || done[to]) continue;
      done[to] = 1;
      for (const [color, plane] of source.planes.entries()) {
        const light = Math.min(...paper.map((from) => plane[from] ?? 0));
        if (plane[to] < light) planes[color][to] = light - keep * (light - plane[to]);
      }
    }
  }
}

/** Where, about its place, a line lies darkest at a station. */
function placeAt(source, placed, line, along) {
  let best = { place: line, dark: -1 };
  for (let by = -REACH; by <= REACH; by += 0.01) {
    let dark = -4 * by * by * 40;
    for (let near = -0.3; near <= 0.3; near += 0.05)
      dark += 255 - (source.planes[1][pixelAt(source, placed(along + near, line + by))] ?? 255);
    if (dark > best.dark) best = { place: line + by, dark };
  }
  return best.place;
}

function smooth(path) {
  return path.map((_, at) => {
    const near = path.slice(Math.max(0, at - 2), at + 3).sort((one, other) => one - other);
    return near[Math.floor(near.length / 2)];
  });
}

function pixelAt({ height, width }, [x, y]) {
  return x >= 0 && y >= 0 && x < width && y < height ? Math.floor(y) * width + Math.floor(x) : -1;
}

const distance = ([ax, ay], [bx, by]) => Math.hypot(ax - bx, ay - by);
