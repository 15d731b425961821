import { jsonLine, quoted } from "tenfold-works";
import { quieted } from "../terminal/world.js";
import { type Command, shared } from "./command.js";

export interface DataOptions {
  readonly action: string;
  readonly what?: string;
  readonly from?: string;
  readonly mirror?: string;
  readonly resize?: boolean;
  readonly labelColumn?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const data: Command<DataOptions> = {
  details: `list  what sets there are by name, what they show, their licenses, and which are on this machine
get   fetch a set, whole and compared with the hash it was published with, into the folder in TENFOLD_CACHE or the system's own for \
caches; what broke off goes on the next time. Without a connection, --from takes copies of the published files from a folder.
show  how many pictures there are of each class, and the first of them, of a set, a folder or a table; train --help tells what is read

--json prints for list { sets: [{ name, about, classes, train, test, size, here, folder, license, source }] }, size in bytes or null; for \
get { name, files, note? }; for show { parts: [{ name, count, height, width, classes: [{ name, count }], writers?, license?, source?, \
hashes }], sheet? }.`,
  arguments: ["list, get or show", "get: a set's name; show: that, or a folder or table"],
  options: [
    { notation: "--from <folder>", description: "get, show: take local copies of the set's files" },
    { notation: "--mirror <url>", description: "get: ask this address before the official ones" },
    { notation: "--out <file>", description: "show: write the contact sheet as a picture, .svg or .png" },
    shared.resize,
    shared.labelColumn,
    shared.json,
    shared.quiet,
  ],
  examples: [
    ["data list", "what there is"],
    ["data get emnist-letters", "so that it is here when the connection is gone"],
    ["data get usps --from /media/stick", "from a copy of the published files"],
    ["data show ./mine --out mine.png", "a look at pictures of your own"],
  ],
  async run({ action, what, from, mirror, out, resize, labelColumn, json, quiet }, world) {
    const { spellingAdvice } = await import("tenfold");
    const { UsageError } = await import("tenfold/errors");
    const host = quiet ? quieted(world) : world;
    if (action === "list") {
      if (what !== undefined) throw new UsageError(`data list takes no name, got ${what}; data show ${what} tells of one set`);
      const { knownData } = await import("tenfold-works/sets");
      const { knownDataText } = await import("../texts/known-data-text.js");
      const sets = await knownData();
      return world.out(json ? jsonLine({ sets }) : knownDataText(sets));
    }
    if (action !== "get" && action !== "show") {
      throw new UsageError(`data ${action} is unknown; ${spellingAdvice(action, ["list", "get", "show"], "known are list, get and show")}`);
    }
    if (what === undefined) throw new UsageError(`data ${action} takes a name; data list tells which there are`);
    if (action === "get") {
      const { getData } = await import("tenfold-works/sets");
      const { gotText } = await import("../texts/got-text.js");
      const { knownSet } = await import("tenfold/node");
      const again = `data get ${quoted(what)}${mirror === undefined ? "" : ` --mirror ${quoted(mirror)}`}`;
      const got = await getData(what, { from, mirror, resumeCommand: `${world.program} ${again}` }, host);
      return world.out(json ? jsonLine(got) : gotText(got, knownSet(what)));
    }
    const { showData } = await import("tenfold-works/sets");
    const { shownText } = await import("../texts/shown-text.js");
    const { shown, train } = await showData(what, { from, resize, labelColumn, out }, host);
    world.out(json ? jsonLine(shown) : shownText(shown, train));
  },
};
