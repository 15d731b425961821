// A page as a scanner or a camera sees it.

import { rectify } from "../../packages/tenfold/dist/image/basics/rectify.js";
import { aroundPoints, cornersOf, frameOf } from "../../packages/tenfold/dist/image/geometry/box.js";
import { homography } from "../../packages/tenfold/dist/image/geometry/homography.js";
import { apply, inverse } from "../../packages/tenfold/dist/image/geometry/transform.js";

/** Turned by a degree or two, with grain; nothing but the page. */
export function scanned(random, { page, box }) {
  const turn = (((random.uniform() - 0.5) * 3) / 180) * Math.PI;
  const middle = [page.width / 2, page.height / 2];
  const corners = cornersOf(frameOf(page)).map(([x, y]) => turned([x - middle[0], y - middle[1]], turn, middle));
  return seen(random, { page, box, corners, size: page, table: page.pixels[5], shadow: 0.04, grain: 2 + 5 * random.uniform() });
}

/** On a darker table, at an angle, under uneven light. */
export function photographed(random, { page, box }) {
  const [border, jitter] = [60 + random.below(80), 0.035 * page.height];
  const size = { width: page.width + 2 * border, height: page.height + 2 * border };
  const turn = (((random.uniform() - 0.5) * 6) / 180) * Math.PI;
  const middle = [size.width / 2, size.height / 2];
  const corners = cornersOf(frameOf(page)).map(([x, y]) => {
    const [left, top] = turned([x - page.width / 2, y - page.height / 2], turn, middle);
    return [left + jitter * (random.uniform() - 0.5), top + jitter * (random.uniform() - 0.5)];
  });
  const table = 40 + random.below(80);
  return seen(random, { page, box, corners, size, table, shadow: 0.1 + 0.25 * random.uniform(), grain: 3 + 6 * random.uniform() });
}

function turned([x, y], turn, [left, top]) {
  return [left + x * Math.cos(turn) - y * Math.sin(turn), top + x * Math.sin(turn) + y * Math.cos(turn)];
}

function seen(random, { page, box, corners, size, table, shadow, grain }) {
  const toPage = homography(corners, cornersOf(frameOf(page)));
  const picture = rectify(page, toPage, size, table);
  const [across, down] = [random.uniform() - 0.5, random.uniform() - 0.5];
  for (let row = 0, at = 0; row < size.height; row++) {
    for (let column = 0; column < size.width; column++, at++) {
      const light = 1 - shadow * (0.5 + (across * column) / size.width + (down * row) / size.height);
      const noise = grain * (random.uniform() + random.uniform() + random.uniform() - 1.5);
      picture.pixels[at] = Math.max(0, Math.min(255, Math.round(picture.pixels[at] * light + noise)));
    }
  }
  const toPicture = inverse(toPage);
  return { picture, box: aroundPoints(cornersOf(box).map((corner) => apply(toPicture, corner))) };
}
