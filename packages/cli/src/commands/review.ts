import { basename } from "node:path";
import { docsAddress } from "tenfold-works";
import type { JournalReview } from "tenfold-works/review";
import { untilStopped } from "../terminal/until-stopped.js";
import { type Command, shared, wholeNumber } from "./command.js";
import { withServicePackages } from "./service-packages.js";

export interface ReviewOptions {
  readonly what: string;
  readonly out?: string;
  readonly field?: string;
  readonly template?: string;
  readonly maxError?: number;
  readonly annotations?: string;
  readonly pictures?: string;
  readonly port?: number;
  readonly open: boolean;
  readonly quiet?: boolean;
}

export const review: Command<ReviewOptions> = {
  details: `Shows the fields that are in doubt in the browser, one after the other, with the picture of each: Enter where the proposal is right, digits to write over it, ? for \
all keys. What is looked at is what tenfold read --out read.jsonl wrote, or a picture, a PDF or a folder, which is read first. It needs no server.

Results are corrected.csv and corrected.jsonl, written anew with each correction and whole at any moment; corrected.said.jsonl holds what was said. What was acknowledged is \
not lost, not by a kill either; the same command goes on where one stopped. ${docsAddress("service.md")} tells more.`,
  arguments: ["JSON lines that were read, or what is to be read: a picture, a PDF, a folder"],
  options: [
    { notation: "--out <name>", description: "what results are called, without an ending (default: corrected)" },
    { notation: "--field <kind>", description: "what stands on pages that are read first, as in tenfold read" },
    { notation: "--template <file>", description: "the form that these are" },
    { ...shared.maxError, description: "the share of their accepted strings that may be wrong (default: 0.005)" },
    { notation: "--annotations <file>", description: "take what an export of Label Studio (JSON) says, and show no page" },
    { notation: "--pictures <folder>", description: "a folder with the pages, where they lie neither here nor beside read.jsonl" },
    { notation: "--port <n>", description: "the port on this machine (default: any that is free)", parse: wholeNumber(0, 65_535) },
    { notation: "--no-open", description: "print the page's address, and open no browser" },
    shared.quiet,
  ],
  examples: [
    ["review read.jsonl", "what tenfold read --out read.jsonl wrote"],
    ["review envelopes/ --field us-zip", "reads a folder, and shows what is in doubt"],
    ["review read.jsonl --annotations export.json", "takes what was corrected in Label Studio"],
    ["review read.jsonl --out monday", "writes monday.csv and monday.jsonl"],
  ],
  async run({ what, out = "corrected", annotations, pictures, port, open, quiet, ...reading }, world) {
    const { quieted } = await import("../terminal/world.js");
    const host = quiet ? quieted(world) : world;
    const read = await readFirst(what, { out, ...(quiet && { quiet }), ...reading }, world);
    const { openJournalReview } = await withServicePackages(() => import("tenfold-works/review"));
    if (annotations !== undefined) return takeAnnotations(annotations, await openJournalReview({ read, out }), { out, tell: host.tell });
    const { startReview } = await withServicePackages(() => import("tenfold-server"));
    const wish = world.interruption();
    const folders = [...(read === what ? [] : [what]), ...(pictures === undefined ? [] : [pictures])];
    const { desk, fileOf, saidFields, close } = await openJournalReview({ read, out, folders });
    try {
      const server = await withServicePackages(() => startReview({ desk, fileOf, saidFields, port }));
      const address = `${server.address}/#review`;
      world.out(`${address}\n`);
      const { open: waiting, done } = await desk.stats();
      host.tell(`${waiting} to look at, ${done} done; Ctrl-C ends it, and the same command goes on`);
      if (open) await world.show(address).catch((error: Error) => host.tell(error.message));
      await untilStopped(wish);
      await server.stop();
      const after = await desk.stats();
      host.tell(`${after.done} done, ${after.open} left; ${out}.csv and ${out}.jsonl have them`);
    } finally {
      await close();
      wish.end();
    }
  },
};

/** Takes an export of Label Studio, and says what came of it. */
async function takeAnnotations(
  path: string,
  { annotate, close }: JournalReview,
  { out, tell }: { readonly out: string; tell(sentence: string): void },
): Promise<void> {
  const { readBytes } = await import("tenfold/node");
  try {
    const json = Buffer.from(await readBytes(path, { most: 1e9 })).toString("utf8");
    const { taken, before, drawn, strange } = await annotate(json, path);
    tell(`${taken} strings as Label Studio has them; ${out}.csv and ${out}.jsonl have them`);
    if (before > 0) tell(`${before} were looked at before and stay as they were said then`);
    if (drawn > 0) tell(`${drawn} rectangles are left out: nothing was read there`);
    if (strange > 0) tell(`${strange} tasks are left out: they are of other pages than those of the journal`);
  } finally {
    await close();
  }
}

type Reading = Pick<ReviewOptions, "field" | "template" | "maxError" | "quiet"> & { readonly out: string };

/** What was read: the file itself, or what comes of reading it, which is gone on with where it was broken off. */
async function readFirst(what: string, { out, ...options }: Reading, world: Parameters<Command["run"]>[1]): Promise<string> {
  const { UsageError } = await import("tenfold/errors");
  if (/\.jsonl$/i.test(what)) {
    const idle = (["field", "template", "maxError"] as const).find((name) => options[name] !== undefined);
    if (idle !== undefined)
      throw new UsageError(`${basename(what)} is read already, and --${idle === "maxError" ? "max-error" : idle} says how to read`);
    return what;
  }
  const path = `${out}.read.jsonl`;
  const { read } = await import("./read.js");
  const { PartlyReadError } = await import("tenfold-works/reading");
  await read.run({ ...options, files: [what], out: path, resume: true }, world).catch((error: unknown) => {
    if (!(error instanceof PartlyReadError)) throw error;
    world.tell(error.message);
  });
  return path;
}
