// All contestants in turn, again and again, so that what slows the machine for a while slows all of them.

import { commandOf } from "./contestants.js";
import { linesOf } from "./process.js";

/**
 * Times in milliseconds by contestant and measure, a list a round; what else they told; and why some are out.
 */
export async function race(bench, contestants, { rounds, say, ...job }) {
  const times = {};
  const told = {};
  const out = {};
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) {
      const { name } = contestant;
      if (out[name]) continue;
      say(`round ${round + 1} of ${rounds}: ${name}`);
      try {
        const { lines } = await linesOf(...commandOf(bench, contestant, job), { timeoutMs: contestant.timeoutMs });
        for (const { what, ms, ...rest } of lines) {
          if (ms) place(times, name, what)[round] = ms;
          else told[name] = { ...told[name], [what]: rest };
        }
      } catch (error) {
        out[name] = error.message;
        say(`${name} is out: ${error.message}`);
      }
    }
  }
  return { times, told, out };
}

function place(times, name, what) {
  times[name] ??= {};
  times[name][what] ??= [];
  return times[name][what];
}
