import type { Rng } from "../../engine/rng.js";
import type { Gray } from "../../image/basics/picture.js";
import { between, chance } from "../draws.js";
import { smooth } from "../smooth.js";
import { field } from "../wear/slow-shades.js";

const SIDE = 28;

/** Pen strokes without a meaning: curves and corners, several of them, x, y, x, y, … each. */
export function scribble(random: Rng): number[][] {
  const curved = chance(random, 0.6);
  return Array.from({ length: 1 + random.below(5) }, () => {
    const corners = Array.from({ length: 3 + random.below(6) }, () => [random.uniform(), random.uniform()] as const);
    return curved ? smooth(corners) : corners.flat();
  });
}

/** A filled shape, plain, shaded or patterned, on a paper that is often not quite blank. */
export function blot(random: Rng): Uint8Array {
  const inside = chance(random, 0.4) ? ellipse(random) : polygon(random);
  const hole = chance(random, 0.25) ? ellipse(random) : undefined;
  const shades = field(random, 2 + random.below(12));
  const [plain, paper] = [chance(random, 0.4), chance(random, 0.3) ? between(random, 0, 90) : 0];
  const pixels = new Uint8Array(SIDE * SIDE);
  for (let at = 0; at < pixels.length; at++) {
    const [x, y] = [(at % SIDE) + 0.5, Math.floor(at / SIDE) + 0.5];
    const isInside = inside(x, y) && !hole?.(x, y);
    pixels[at] = isInside ? (plain ? 255 : 70 + 185 * (shades[at] as number)) : paper;
  }
  return pixels;
}

/** Shades without a shape. */
export function texture(random: Rng): Uint8Array {
  const [coarse, fine] = [field(random, 2 + random.below(6)), field(random, 8 + random.below(20))];
  const mix = random.uniform();
  return Uint8Array.from(coarse, (shade, at) => 255 * (mix * shade + (1 - mix) * (fine[at] as number)));
}

type Inside = (x: number, y: number) => boolean;

function ellipse(random: Rng): Inside {
  const [x0, y0] = [between(random, 8, 20), between(random, 8, 20)];
  const [a, b, slant] = [between(random, 3, 14), between(random, 3, 14), between(random, -0.6, 0.6)];
  return (x, y) => ((x - x0 - slant * (y - y0)) / a) ** 2 + ((y - y0) / b) ** 2 < 1;
}

/** By the even-odd rule. */
function polygon(random: Rng): Inside {
  const corners = Array.from({ length: 3 + random.below(6) }, () => [between(random, 1, 27), between(random, 1, 27)] as const);
  return (x, y) => {
    let inside = false;
    for (const [at, [ax, ay]] of corners.entries()) {
      const [bx, by] = corners[(at + 1) % corners.length] as readonly [number, number];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
    return inside;
  };
}

/** Something that stands between digits, as geometry draws it, and the sign that it is, if any. */
export interface DrawnMark {
  readonly ink: Gray;
  readonly sign?: "." | "-" | "=";
}

/** What stands between digits: dots, dashes, double lines, and ticks, which are no sign. */
export function mark(random: Rng): DrawnMark {
  const which = random.below(4);
  const size =
    which === 0
      ? { height: 3 + random.below(5), width: 3 + random.below(5) }
      : which === 1
        ? { height: 2 + random.below(3), width: 8 + random.below(14) }
        : { height: 8 + random.below(8), width: 8 + random.below(12) };
  const pixels = new Uint8Array(size.height * size.width);
  const thick = 1.2 + random.uniform();
  for (let at = 0; at < pixels.length; at++) {
    const [x, y] = [((at % size.width) + 0.5) / size.width, (Math.floor(at / size.width) + 0.5) / size.height];
    if (which === 0) pixels[at] = (2 * x - 1) ** 2 + (2 * y - 1) ** 2 < 1 ? 255 : 0;
    else if (which === 1) pixels[at] = 255;
    else if (which === 2)
      pixels[at] = Math.min(Math.abs(y * size.height - thick), Math.abs(y * size.height - size.height + thick)) < thick ? 255 : 0;
    else pixels[at] = Math.abs(x * size.width - (x < 0.4 ? 1 - y : y) * size.width * 0.5) < thick || y > 0.8 ? 255 : 0;
  }
  const sign = ([".", "-", "="] as const)[which];
  return { ink: { pixels, ...size }, ...(sign && { sign }) };
}
