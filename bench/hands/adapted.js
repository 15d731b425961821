// Digits by hands, read with what their other digits show: the conditions that the model of hands is judged in.

import { rng } from "../../packages/tenfold/dist/engine/rng.js";
import { adaptToHand } from "../../packages/tenfold/dist/hands/adapt-to-hand.js";
import { evidenceOf } from "../../packages/tenfold/dist/hands/hand-evidence.js";
import { handLooks } from "../../packages/tenfold/dist/hands/hand-looks.js";

/**
 * What becomes of digits that are read `rows` at a time, a hand's or somebody's idea of one.
 *
 * @param digits pixels, labels, hands and `logs`, the network's log probabilities [n, classes]
 * @param parametersOf the parameters of hands by the number of the hand: those that were not learned from it
 * @returns for each digit of `groups` its row, and whether it was right and how sure before and after
 */
export function adaptedIn(groups, digits, parametersOf, { known, hand = "auto" } = {}) {
  const classes = digits.logs.length / digits.labels.length;
  const judged = [];
  for (const rows of groups) {
    const logProbabilities = new Float32Array(rows.length * classes);
    const pictures = new Uint8Array(rows.length * 784);
    for (const [at, row] of rows.entries()) {
      logProbabilities.set(digits.logs.subarray(row * classes, (row + 1) * classes), at * classes);
      pictures.set(digits.pixels.subarray(row * 784, (row + 1) * 784), at * 784);
    }
    const of = digits.hands[rows[0]];
    const after = adaptToHand({ logProbabilities, pictures }, parametersOf(of), { hand, known: known?.(of) });
    for (const [at, row] of rows.entries()) {
      const [before, now] = [logProbabilities, after.logProbabilities].map((logs) => best(logs.subarray(at * classes, at * classes + 10)));
      const label = digits.labels[row];
      judged.push({
        row,
        hand: digits.hands[row],
        before: before.value === label,
        after: now.value === label,
        sureBefore: before.sure,
        sure: now.sure,
      });
    }
  }
  return judged;
}

function best(logs) {
  const value = logs.indexOf(Math.max(...logs));
  return { value, sure: Math.exp(logs[value]) };
}

/** The rows of each hand. */
export function byHand({ hands }, rows = hands.keys()) {
  const groups = new Map();
  for (const row of rows) {
    if (!groups.has(hands[row])) groups.set(hands[row], []);
    groups.get(hands[row]).push(row);
  }
  return [...groups.values()];
}

/** As many digits together as a hand has, and all of them somebody else's; hands are mixed only among those of one side. */
export function shuffledHands(digits, side, seed = 3) {
  const sides = [[], []];
  for (const rows of byHand(digits)) sides[side(digits.hands[rows[0]])].push(rows);
  const random = rng(seed);
  return sides.flatMap((groups) => {
    const rows = random.shuffle(groups.flat());
    let next = 0;
    return groups.map(({ length }) => {
      next += length;
      return rows.slice(next - length, next);
    });
  });
}

/** Of each hand, twice, the digits of three or four classes, as amounts and dates have them. */
export function fewClasses(digits, seed = 5) {
  const random = rng(seed);
  return byHand(digits).flatMap((rows) =>
    [0, 1].flatMap(() => {
      const classes = random.shuffle([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).slice(0, 3 + random.below(2));
      const own = rows.filter((row) => classes.includes(digits.labels[row]));
      return own.length > 1 ? [own] : [];
    }),
  );
}

/** Hands in parts of so many digits, each part by itself. */
export function inParts(digits, size, seed = 6) {
  const random = rng(seed);
  return byHand(digits).flatMap((rows) => {
    const mixed = random.shuffle([...rows]);
    return Array.from({ length: Math.floor(mixed.length / size) }, (_, at) => mixed.slice(at * size, (at + 1) * size));
  });
}

/** Hands of which five digits a class are known, and the others are read. */
export function labelled(digits, parametersOf, count = 5) {
  const known = new Map();
  const groups = byHand(digits).map((rows) => {
    const seen = new Array(10).fill(0);
    const told = rows.filter((row) => ++seen[digits.labels[row]] <= count);
    const hand = digits.hands[rows[0]];
    known.set(hand, evidenceOf(told.map((row) => certain(digits, row, parametersOf(hand)))));
    return rows.filter((row) => !told.includes(row));
  });
  return { groups: groups.filter(({ length }) => length > 0), known: (hand) => known.get(hand) };
}

function certain({ pixels, labels }, row, parameters) {
  const scores = new Float64Array(10).fill(Number.NEGATIVE_INFINITY);
  scores[labels[row]] = 0;
  return { scores, look: handLooks(pixels.subarray(row * 784, (row + 1) * 784), parameters)[0] };
}
