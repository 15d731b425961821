import type { Host } from "tenfold-works";
import { printable } from "./printable.js";
import { progressLine } from "./progress-line.js";
import type { Terminal } from "./terminal.js";

/** What a command sees of the world that runs it: a terminal that work can be done for. */
export interface World extends Omit<Terminal, "err">, Host {
  /** Draws text as it is on the line of progress. */
  draw(text: string): void;
}

/** A terminal as a host of work: sentences and progress go to where prose goes. */
export function worldOf(terminal: Terminal): World {
  const line = progressLine(terminal);
  return {
    ...terminal,
    tell(sentence) {
      line.end();
      terminal.err(`${printable(sentence)}\n`);
    },
    progress: (news) => line.show(news),
    draw: (text) => line.write(text),
    interruption: () => ({ ...terminal.interruption(), again: "Ctrl-C again quits at once" }),
  };
}

/** The same without progress and prose. */
export function quieted(world: World): World {
  return { ...world, tell: () => {}, progress: () => {}, draw: () => {} };
}
