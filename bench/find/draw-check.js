// A check as a bank prints it and somebody fills it in, made up: names, lines, a box for the amount or none, a pattern behind it.

import { handOf, inkOnto, write } from "./handwriting.js";
import { digitsOf, guilloche, name, pick, printed, street, text, town } from "./print.js";

const [WIDTH, HEIGHT] = [1240, 560];
const BANKS = ["First Harbor Bank", "Union Savings", "Bank of the Valley", "Credit Cooperative", "Commerce &amp; Trust"];

/** @returns { page, box, truth }: the box of the amount's ink on the page, and the amount in its smallest unit */
export async function drawCheck(random, digits) {
  const between = (from, to) => from + (to - from) * random.uniform();
  const print = between(20, 110);
  const paper = between(222, 255);
  const isBoxed = random.uniform() < 0.65;
  const row = between(190, 235);
  const box = { left: between(905, 960), top: row - between(48, 58), right: between(1170, 1215), bottom: row + between(6, 16) };
  const lines = [
    random.uniform() < 0.6 ? guilloche(random, { width: WIDTH, height: HEIGHT, shade: Math.round(paper - between(10, 45)) }) : "",
    text(60, 60, between(19, 30), name(random), 'font-weight="bold"'),
    text(60, 86, between(14, 18), street(random)),
    text(60, 108, between(14, 18), `${town(random)} ${digitsOf(random, 5)}`),
    text(
      between(480, 560),
      64,
      between(20, 34),
      pick(random, BANKS),
      `font-weight="bold" font-family="${pick(random, ["DejaVu Serif", "DejaVu Sans"])}"`,
    ),
    text(1110, 54, between(20, 28), 1000 + random.below(8999)),
    text(770, 128, 13, "DATE"),
    line(815, 132, 1090),
    text(60, row - 14, 12, "PAY TO THE"),
    text(60, row, 12, "ORDER OF"),
    line(150, row + 4, 880),
    text(box.left - 26, row, 26, "$"),
    isBoxed
      ? `<rect x="${box.left}" y="${box.top}" width="${box.right - box.left}" height="${box.bottom - box.top}" fill="${random.uniform() < 0.5 ? "none" : "white"}" stroke="black" stroke-width="${between(1, 2.6).toFixed(1)}"/>`
      : line(box.left, row + 4, box.right),
    line(60, row + 72, 1080),
    text(1090, row + 72, 14, "DOLLARS"),
    text(60, 470, 12, "MEMO"),
    line(110, 474, 520),
    line(700, 474, 1190),
    text(880, 490, 10, "AUTHORIZED SIGNATURE"),
    text(90, 530, 24, `${digitsOf(random, 9)}  ${digitsOf(random, 10)}  ${digitsOf(random, 4)}`, 'font-family="DejaVu Sans Mono"'),
  ];
  const shade = Math.round(paper);
  const page = await printed(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" fill="rgb(${print},${print},${print})" font-family="DejaVu Sans"><rect width="100%" height="100%" fill="rgb(${shade},${shade},${shade})"/>${lines.join("")}</svg>`,
  );
  const amount = amountOf(random);
  const hand = handOf(random, between(26, 44));
  const small = { ...hand, height: hand.height * between(0.65, 0.95) };
  const written = write(random, { text: amount.text, hand, digits, left: box.left + between(8, 26), foot: row - between(2, 8) });
  const others = [
    write(random, {
      text: `${1 + random.below(12)}/${1 + random.below(28)}/${pick(random, ["24", "2025", "26"])}`,
      hand: small,
      digits,
      left: between(830, 850),
      foot: 128,
    }),
    write(random, { text: "w w", hand, digits, left: between(170, 240), foot: row }),
    write(random, { text: "w w w", hand, digits, left: between(70, 110), foot: row + 66 }),
    write(random, { text: `${digitsOf(random, 2)}/100`, hand: small, digits, left: between(760, 820), foot: row + 66 }),
    write(random, { text: "w w", hand: { ...hand, height: hand.height * 1.2 }, digits, left: between(730, 790), foot: 470 }),
    ...(random.uniform() < 0.5 ? [write(random, { text: "w", hand: small, digits, left: 130, foot: 470 })] : []),
  ];
  inkOnto(random, page, [written, ...others], between(15, 110));
  return { page, box: written.box, truth: amount.value };
}

function line(left, y, right) {
  return `<line x1="${left}" y1="${y}" x2="${right}" y2="${y}" stroke="black" stroke-width="1.5"/>`;
}

/** As people write them: with a comma in thousands or without, seldom without cents. */
function amountOf(random) {
  const units = Math.floor(10 ** (1 + 3.2 * random.uniform()));
  const cents = random.uniform() < 0.3 ? 0 : random.below(100);
  const whole =
    units >= 1000 && random.uniform() < 0.6 ? `${Math.floor(units / 1000)},${String(units % 1000).padStart(3, "0")}` : String(units);
  return { text: `${whole}.${String(cents).padStart(2, "0")}`, value: String(units * 100 + cents) };
}
