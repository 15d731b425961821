// An envelope with a sender, a stamp, and a receiver whose address is written by hand, or printed on a label but for the postal code.

import { handOf, inkOnto, write } from "./handwriting.js";
import { digitsOf, guilloche, name, printed, street, text, town } from "./print.js";

const [WIDTH, HEIGHT] = [1400, 660];

/** @returns { page, box, truth }: the box of the postal code's ink on the page, and what it says */
export async function drawEnvelope(random, digits) {
  const between = (from, to) => from + (to - from) * random.uniform();
  const print = between(10, 100);
  const paper = Math.round(between(205, 255));
  const isLabel = random.uniform() < 0.35;
  const left = between(480, 640);
  const [first, step] = [between(330, 370), between(52, 64)];
  const zip = digitsOf(random, 5);
  const lines = [
    random.uniform() < 0.25 ? guilloche(random, { width: WIDTH, height: HEIGHT, shade: paper - 12 }) : "",
    text(60, 70, between(16, 22), name(random)),
    text(60, 96, between(15, 19), street(random)),
    text(60, 122, between(15, 19), `${town(random)} ${digitsOf(random, 5)}`),
    `<rect x="1200" y="40" width="130" height="150" fill="rgb(190,190,190)" stroke="black" stroke-dasharray="5 4"/>`,
    text(1215, 175, 26, pickPostage(random)),
    random.uniform() < 0.5 ? waves(random) : "",
    random.uniform() < 0.4 ? bars(random) : "",
    isLabel
      ? `<rect x="${left - 30}" y="${first - 60}" width="640" height="${step * 3 + 60}" fill="white" stroke="rgb(120,120,120)"/>${text(left, first, 30, name(random))}${text(left, first + step, 30, street(random))}${text(left, first + 2 * step, 30, town(random))}`
      : "",
  ];
  const page = await printed(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" fill="rgb(${print},${print},${print})" font-family="DejaVu Sans"><rect width="100%" height="100%" fill="rgb(${paper},${paper},${paper})"/>${lines.join("")}</svg>`,
  );
  const hand = handOf(random, between(28, 44));
  const foot = (line) => first + line * step + between(-4, 4);
  const town_ = isLabel ? undefined : write(random, { text: "w w", hand, digits, left: left + between(-10, 30), foot: foot(2) });
  const after = town_ ? town_.box.right + hand.height * between(0.9, 1.8) : left + 260 + between(20, 60);
  const written = write(random, { text: zip, hand, digits, left: after, foot: foot(2) });
  const others = isLabel
    ? []
    : [
        write(random, { text: "w w", hand, digits, left: left + between(-10, 30), foot: foot(0) }),
        write(random, { text: `${1 + random.below(990)} w w`, hand, digits, left: left + between(-10, 30), foot: foot(1) }),
        town_,
      ];
  inkOnto(random, page, [written, ...others], between(15, 110));
  return { page, box: written.box, truth: zip };
}

function pickPostage(random) {
  return ["73c", "$1.01", "FOREVER", "USA 55"][random.below(4)];
}

/** A cancellation. */
function waves(random) {
  const top = 60 + random.below(30);
  return Array.from({ length: 5 }, (_, line) => {
    const points = Array.from({ length: 40 }, (_, at) => `${980 + at * 8},${top + 16 * line + 6 * Math.sin(at / 2)}`);
    return `<polyline points="${points.join(" ")}" fill="none" stroke="rgb(90,90,90)" stroke-width="2"/>`;
  }).join("");
}

/** As sorting machines print them along the lower edge. */
function bars(random) {
  const left = 780 + random.below(120);
  return Array.from({ length: 52 }, (_, at) => {
    const high = random.uniform() < 0.4 ? 22 : 9;
    return `<rect x="${left + at * 9}" y="${632 - high}" width="4" height="${high}"/>`;
  }).join("");
}
