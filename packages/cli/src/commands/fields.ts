import { docsAddress, jsonLine } from "tenfold-works";
import { type Command, shared } from "./command.js";

export interface FieldsOptions {
  readonly kind?: string;
  readonly json?: boolean;
}

export const fields: Command<FieldsOptions> = {
  details: `Postal codes, amounts, dates, numbers with check digits: what read --field and a form's template take. With a kind, what it admits and its \
options; ${docsAddress("fields.md")} tells more.

--json prints { kinds: [{ name, description, example: { written, text, value }, options, digits: { least, most } }], commonOptions }, options as \
{ name: description }; most is null where there is no limit.`,
  arguments: ["one of them, in full"],
  options: [shared.json],
  examples: [
    ["fields", "all of them, with an example each"],
    ["fields us-zip", "one with its options"],
  ],
  async run({ kind, json }, { out }) {
    const { knownKinds, kindsText, kindText } = await import("../texts/kinds-text.js");
    const kinds = knownKinds(kind);
    const { commonOptions } = await import("tenfold/recognize");
    if (json) return out(jsonLine({ kinds, commonOptions }));
    out(kind === undefined ? kindsText(kinds) : kinds.map(kindText).join(""));
  },
};
