// Photos as small and bad cameras leave them, made of good ones by a seed: thin lines faded, tilted, shrunk, blurred, in a hard shadow, JPEG 40.

import sharp from "sharp";
import { rng } from "../../packages/tenfold/dist/engine/rng.js";
import { apply, homography, inverse, rectify } from "../../packages/tenfold/dist/image/index.js";
import { faintLines } from "./faint-lines.js";
import { sudokuPhotos } from "./samples.js";

/** Pixels of the longer side of what photos are made of. */
const WORK = 1600;
const QUALITY = 40;

/**
 * @param folder with the samples
 * @param count how many; each photo in turn, again and again
 * @returns one at a time: its name, JPEG bytes, 81 labels and the grid's corners in it
 */
export async function* cameraPhotos(folder, { count = 200, first = 0, seed = 14 } = {}) {
  const photos = sudokuPhotos(folder);
  for (let at = first; at < first + count; at++) {
    const photo = photos[at % photos.length];
    yield { name: `${at} ${photo.name}`, labels: photo.labels, ...(await seenByCamera(photo, rng(1000 * seed + at))) };
  }
}

async function seenByCamera({ file, corners }, random) {
  const between = (least, most) => least + (most - least) * random.uniform();
  const source = await colorsOf(file);
  const own = corners.map(([x, y]) => [x / source.by, y / source.by]);
  const lined = faintLines(source, own, between(0.2, 0.7));
  const longer = between(480, 640);
  const size = sizeOf(source, longer);
  const toSource = tilted(source, size, between);
  const seen = lined.map((pixels) => rectify({ ...source, pixels }, toSource, size, 90));
  const shadow = random.uniform() < 0.7 ? hardShadow(size, between) : () => 1;
  const blur = between(0.3, 1);
  const bytes = await sharp(interleaved(seen, shadow), { raw: { ...size, channels: 3 } })
    .blur(blur)
    .jpeg({ quality: QUALITY })
    .toBuffer();
  return { bytes, corners: own.map((corner) => apply(inverse(toSource), corner)) };
}

/** Its three colors, each by itself, and how many times smaller they are. */
async function colorsOf(file) {
  const { width: before } = await sharp(file).metadata();
  const { data, info } = await sharp(file).resize(WORK, WORK, { fit: "inside" }).raw().toBuffer({ resolveWithObject: true });
  const { height, width, channels } = info;
  const planes = [0, 1, 2].map((color) => Uint8Array.from({ length: height * width }, (_, at) => data[at * channels + color]));
  return { planes, height, width, by: before / width };
}

function sizeOf({ height, width }, longer) {
  const by = longer / Math.max(height, width);
  return { height: Math.round(height * by), width: Math.round(width * by) };
}

/** From the pixels of the small picture to those of the large one: turned by up to 10 degrees, and seen at an angle. */
function tilted(source, { height, width }, between) {
  const angle = (between(-10, 10) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const moved = corners.map(([x, y]) => {
    const [across, down] = [(x / width - 0.5) * source.width, (y / height - 0.5) * source.height];
    const by = () => between(-0.05, 0.05) * Math.min(source.height, source.width);
    return [source.width / 2 + cos * across - sin * down + by(), source.height / 2 + sin * across + cos * down + by()];
  });
  return homography(corners, moved);
}

/** What is beyond a straight line through the middle third of the picture is darker. */
function hardShadow({ height, width }, between) {
  const angle = between(0, 2 * Math.PI);
  const [x, y] = [between(0.33, 0.67) * width, between(0.33, 0.67) * height];
  const [dark, soft] = [between(0.35, 0.7), between(0.5, 3)];
  return (column, row) => {
    const away = (column - x) * Math.cos(angle) + (row - y) * Math.sin(angle);
    return dark + (1 - dark) * Math.min(Math.max(away / soft + 0.5, 0), 1);
  };
}

function interleaved(planes, shadow) {
  const [{ height, width }] = planes;
  const pixels = Buffer.alloc(3 * height * width);
  for (let at = 0; at < height * width; at++) {
    const light = shadow(at % width, Math.floor(at / width));
    for (let color = 0; color < 3; color++) pixels[3 * at + color] = Math.round(planes[color].pixels[at] * light);
  }
  return pixels;
}
