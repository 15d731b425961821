import { docsAddress, jsonLine, quoted } from "tenfold-works";
import { printableLines } from "../terminal/printable.js";
import { type Command, shared } from "./command.js";

export interface WriterOptions {
  readonly action: string;
  readonly what: string;
  readonly out?: string;
  readonly json?: boolean;
}

const OUT = "writer.profile.json";

export const writer: Command<WriterOptions> = {
  details: `A profile says how one person writes digits, so that tenfold read --profile reads others of the same hand by it: ${docsAddress("writers.md")}.

learn   from pictures of one digit each in folders by what they are, 0 to 9, as tenfold read --crops writes them: move those that were misread to where they \
belong. Five of each are a good beginning; digits that are missing are read as ever. To learn again, forget first: no profile is written over.
show    how many digits a profile was learned from, and how much each counts: one that is smudged counts less than 1.
forget  deletes a profile.

It is personal data, as it tells hands apart: for each digit the mean of 32 numbers, and no picture. It is kept nowhere but in its file.

--json prints for learn { out, digits, counts }, for show { file, digits, counts }, for forget { file, forgotten }.`,
  arguments: ["learn, show or forget", "learn: a folder with digits; show and forget: a profile"],
  options: [{ notation: "--out <file>", description: `learn: where the profile goes (default: ${OUT})` }, shared.json],
  examples: [
    ["read annas-page.png --crops anna/", "every digit of a page, in folders by what it is; mend them"],
    ["writer learn anna/ --out anna.profile.json", "how Anna writes"],
    ["read more.png --profile anna.profile.json", "reads more of hers by it"],
    ["writer forget anna.profile.json", "and it is gone"],
  ],
  async run({ action, what, out, json }, host) {
    const { UsageError } = await import("tenfold/errors");
    if (!["learn", "show", "forget"].includes(action))
      throw new UsageError(`writer ${action} is unknown; known are learn, show and forget`);
    if (action !== "learn" && out !== undefined) throw new UsageError(`--out says nothing to writer ${action}; leave it out`);
    const { forgetProfile, learnProfile, readProfile } = await import("tenfold-works/writers");
    if (action === "forget") {
      const others = await forgetProfile(what);
      if (others > 0)
        host.tell(`the file of ${what} has ${others} other ${others === 1 ? "name" : "names"} (hard links), under which it is still there`);
      return host.out(json ? jsonLine({ file: what, forgotten: true }) : printableLines(`${what} is deleted\n`));
    }
    if (action === "learn") {
      const { profile, digits, out: file } = await learnProfile(what, out ?? OUT, host);
      if (json) return host.out(jsonLine({ out: file, digits: profile.digits, counts: digits }));
      return host.out(printableLines(`${file}\n${learnedText(digits)}Read by it: tenfold read page.png --profile ${quoted(file)}\n`));
    }
    const { digits, counts } = await readProfile(what);
    host.out(
      json ? jsonLine({ file: what, digits, counts }) : printableLines(`${what}: a hand, by ${digits} digits\n${learnedText(counts)}`),
    );
  },
};

/** How many there are of each digit. */
function learnedText(counts: readonly number[]): string {
  const known = counts.flatMap((count, digit) => (count > 0 ? [`  ${digit}: ${Math.round(count * 10) / 10}\n`] : [])).join("");
  const unknown = counts.flatMap((count, digit) => (count > 0 ? [] : [digit]));
  return unknown.length > 0 ? `${known}  of ${unknown.join(", ")} it knows nothing: they are read as ever\n` : known;
}
