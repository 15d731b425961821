import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "tenfold";
import { beforeEach, describe, expect, it } from "vitest";
import { inWorkplace } from "../../test/workplace.js";
import { exists } from "../files/exists.js";
import { type Host, Interrupted } from "../host.js";
import { begunOrder } from "./begun-order.js";
import { inParts, type Part } from "./parts.js";
import { locked } from "./place-lock.js";
import { heedingWishes, hostOfPart } from "./wish-to-stop.js";

inWorkplace();

/** A host that keeps what it is told, and wishes to stop when a test does. */
function toldHost() {
  const wish = new AbortController();
  const told: string[] = [];
  const host: Host = {
    tell: (sentence) => told.push(sentence),
    progress: () => {},
    interruption: () => ({ signal: wish.signal, again: "again quits", end() {} }),
  };
  return { host, told, stop: () => wish.abort() };
}

/**
 * Work of the smallest kind: it writes a file for each word, in capitals, in the way it was begun with.
 *
 * @param onWord is called before a word is written
 */
async function shout(folder: string, words: readonly string[], sign: string, host: Host, onWord: (word: string) => void = () => {}) {
  const file = join(folder, "order.txt");
  const order = {
    file,
    read: () => readFile(file, "utf8"),
    refuseOther(begun: string, asked: string) {
      if (begun !== asked) throw new UsageError(`${folder} was begun with ${begun}, not ${asked}`);
    },
  };
  if ((await begunOrder(order, sign)) === undefined) await writeFile(file, sign);
  const parts = words.map(
    (word): Part<string> => ({
      onWish: `stopping after ${word}`,
      finished: async () => ((await exists(join(folder, word))) ? readFile(join(folder, word), "utf8") : undefined),
      async perform() {
        onWord(word);
        await writeFile(join(folder, word), word.toUpperCase() + sign);
        return word.toUpperCase() + sign;
      },
    }),
  );
  return locked({ path: folder }, () =>
    heedingWishes(host, (wish) => inParts(parts, wish, (after) => new Interrupted(`stopped after ${after} words; go on`))),
  );
}

describe("work that may be broken off", () => {
  let folder: string;
  let count = 0;
  beforeEach(async () => {
    folder = `work-${count++}`;
    await mkdir(folder);
  });
  const words = ["one", "two", "three"];

  it("does all its parts, and none again", async () => {
    const performed: string[] = [];
    const all = () => shout(folder, words, "!", toldHost().host, (word) => performed.push(word));
    expect(await all()).toEqual(["ONE!", "TWO!", "THREE!"]);
    expect(await all()).toEqual(["ONE!", "TWO!", "THREE!"]);
    expect(performed).toEqual(words);
    expect((await readdir(folder)).sort()).toEqual(["one", "order.txt", "three", "two"]);
  });

  it("goes on after it broke down in the midst of a part", async () => {
    const { host } = toldHost();
    const breakdown = shout(folder, words, "!", host, (word) => {
      if (word === "two") throw new Error("the power is gone");
    });
    await expect(breakdown).rejects.toThrow("the power is gone");
    const performed: string[] = [];
    expect(await shout(folder, words, "!", host, (word) => performed.push(word))).toEqual(["ONE!", "TWO!", "THREE!"]);
    expect(performed).toEqual(["two", "three"]);
  });

  it("heeds a wish to stop after the part it is at, tells what becomes of it, and says how to go on", async () => {
    const { host, told, stop } = toldHost();
    const stopped = shout(folder, words, "!", host, (word) => {
      if (word === "two") stop();
    });
    await expect(stopped).rejects.toThrow(new Interrupted("stopped after 2 words; go on"));
    expect(told).toEqual(["stopping after two; again quits"]);
    expect((await readdir(folder)).sort()).toEqual(["one", "order.txt", "two"]);
  });

  it("comes to its end in spite of a wish where nothing is left to be done", async () => {
    await shout(folder, words, "!", toldHost().host);
    const { host, stop } = toldHost();
    stop();
    expect(await shout(folder, words, "!", host)).toHaveLength(3);
  });

  it("is gone on with only as it was begun, and by one at a time", async () => {
    const { host } = toldHost();
    await shout(folder, ["one"], "!", host);
    await expect(shout(folder, words, "?", host)).rejects.toThrow(`${folder} was begun with !, not ?`);
    await writeFile(join(folder, `.process-${process.ppid}.lock`), "");
    await expect(shout(folder, words, "!", host)).rejects.toThrow(`${folder} is being written by process ${process.ppid}`);
  });
});

it("a part of other work hears the wish of the whole until it is over", async () => {
  const { host, stop } = toldHost();
  await heedingWishes(host, async (wish) => {
    const [over, running] = [hostOfPart(host, wish).interruption(), hostOfPart(host, wish).interruption()];
    over.end();
    stop();
    expect([over.signal.aborted, running.signal.aborted, running.again]).toEqual([false, true, "again quits"]);
    expect(hostOfPart(host, wish).interruption().signal.aborted).toBe(true);
  });
});
