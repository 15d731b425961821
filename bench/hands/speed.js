// How long the hand of some digits takes, without any network.

import { adaptToHand } from "../../packages/tenfold/dist/hands/adapt-to-hand.js";
import { loadHands } from "../../packages/tenfold/dist/hands/load-hands.js";
import { handsOf } from "./hands.js";

const ROUNDS = 40;

/** Tells the median of the processor's time for 20 and for 600 digits. */
export async function judgeSpeed(samples) {
  const parameters = await loadHands();
  const { pixels, labels } = await handsOf("UNIPEN", samples);
  for (const count of [20, 600]) {
    const pictures = pixels.slice(0, count * 784);
    const logProbabilities = new Float32Array(count * 10).fill(Math.log(0.01));
    for (let at = 0; at < count; at++) logProbabilities[at * 10 + labels[at]] = Math.log(0.91);
    const times = Array.from({ length: ROUNDS }, () => {
      const start = process.cpuUsage(); // what others do on the machine at the time counts less so
      adaptToHand({ logProbabilities, pictures }, parameters, { hand: "one" });
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    }).sort((one, other) => one - other);
    console.log(`${count} digits: ${times[ROUNDS / 2].toFixed(2)} ms (${times[2].toFixed(2)} to ${times[ROUNDS - 3].toFixed(2)})`);
  }
}
