// Whether hands help: on hands that neither the network nor what is known of hands was learned from.

import { rng } from "../../packages/tenfold/dist/engine/rng.js";
import { load, pretrained } from "../../packages/tenfold/dist/index.js";
import { worn, wornInEvenLight } from "../../packages/tenfold/dist/synthesis/wear/worn.js";
import { adaptedIn, byHand, fewClasses, inParts, labelled, shuffledHands } from "./adapted.js";
import { changeHead, changeLine, changeOf } from "./changed.js";
import { fitHands } from "./fit.js";
import { halfNetwork } from "./half-network.js";
import { handsOf, rowsOf, sideOf, taken } from "./hands.js";
import { judgeLabels } from "./labels.js";
import { judgePage } from "./page.js";
import { judgeSpeed } from "./speed.js";

/** Tells, line by line, what `node bench/hands.js judge` is asked. */
export async function judge({ samples, only, epochs, threads, say }) {
  const wants = (name) => only === undefined || only === name;
  if (wants("speed")) await judgeSpeed(samples);
  if (wants("labels")) await judgeLabels(samples);
  if (wants("page")) await judgePage(samples, { threads, say });
  if (!wants("pens") && !wants("halves")) return;
  const pens = await handsOf("UNIPEN", samples);
  const nist = await handsOf("MNIST", samples);
  const parameters = [0, 1].map((side) => {
    say(`fitting hands on half ${side}`);
    return fitHands(
      [nist, pens].map((source) =>
        taken(
          source,
          rowsOf(source, ({ name, isKept }) => sideOf(name) === side && !isKept),
        ),
      ),
    );
  });
  if (wants("pens")) {
    for (const name of ["classic", "reader"]) {
      const model = await load(await pretrained(name), { threads });
      tell(`the shipped ${name}, pens`, { ...pens, logs: await logsOf(pens, () => model) }, parameters);
      await model.dispose();
    }
  }
  if (!wants("halves")) return;
  const models = [];
  for (const side of [0, 1]) models.push(await halfNetwork(side, [nist, pens], { epochs, threads, say }));
  for (const [name, source] of Object.entries({ pens, MNIST: nist })) {
    for (const [how, wear] of Object.entries({ "": undefined, ", worn in even light": wornInEvenLight, ", worn": worn })) {
      const shown = wear === undefined ? source : { ...source, pixels: wornTwice(source.pixels, wear) };
      const logs = await logsOf(shown, (side) => models[1 - side]);
      tell(`quick on half of the hands, ${name}${how}`, { ...shown, logs }, parameters);
    }
  }
  for (const model of models) await model.dispose();
}

/** All conditions of some digits. */
function tell(name, digits, parameters) {
  const side = (hand) => sideOf(digits.names[hand]);
  const parametersOf = (hand) => parameters[1 - side(hand)];
  const told = labelled(digits, parametersOf);
  const conditions = {
    "the other digits of the hand": () => adaptedIn(byHand(digits), digits, parametersOf),
    "as many digits of many hands": () => adaptedIn(shuffledHands(digits, side), digits, parametersOf),
    "3 or 4 classes": () => adaptedIn(fewClasses(digits), digits, parametersOf),
    "5 other digits": () => adaptedIn(inParts(digits, 6), digits, parametersOf),
    "10 other digits": () => adaptedIn(inParts(digits, 11), digits, parametersOf),
    "10 other digits, one hand's as told": () => adaptedIn(inParts(digits, 11), digits, parametersOf, { hand: "one" }),
    "five labels a class": () => adaptedIn(told.groups, digits, parametersOf, { known: told.known }),
  };
  console.log(`\n**${name}**: ${digits.labels.length} digits of ${digits.names.length} hands\n\n${changeHead}`);
  for (const [condition, run] of Object.entries(conditions)) console.log(changeLine(condition, changeOf(run())));
}

/** Log probabilities of digits, each by the network that `modelOf` gives for the side of its hand. */
async function logsOf({ pixels, labels, hands, names }, modelOf) {
  const logs = [];
  for (const side of [0, 1]) {
    const rows = Array.from(hands.keys()).filter((row) => sideOf(names[hands[row]]) === side);
    const model = modelOf(side);
    for (let at = 0; at < rows.length; at += 1000) {
      const some = rows.slice(at, at + 1000);
      const { probabilities } = await model.infer(taken({ pixels, labels, hands }, some).pixels);
      const classes = probabilities.length / some.length;
      some.forEach((row, nth) => {
        logs[row] = probabilities.slice(nth * classes, (nth + 1) * classes).map((probability) => Math.log(Math.max(probability, 1e-9)));
      });
    }
  }
  const all = new Float32Array(labels.length * logs[0].length);
  logs.forEach((row, at) => {
    all.set(row, at * row.length);
  });
  return all;
}

/** A stand-in for photos. */
function wornTwice(pixels, wear) {
  const random = rng(7);
  const all = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at += 784) all.set(wear(random, wear(random, pixels.subarray(at, at + 784))), at);
  return all;
}
