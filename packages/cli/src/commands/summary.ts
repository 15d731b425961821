import type { Network } from "tenfold";
import { jsonLine } from "tenfold-works";
import { type Command, shared, training } from "./command.js";

export interface SummaryOptions {
  readonly what: string;
  readonly with?: Readonly<Record<string, number>>;
  readonly json?: boolean;
}

export const summary: Command<SummaryOptions> = {
  details: `--json prints { name, input, layers, parameters, multiplyAdds }; a layer has \
{ name, type, outputShape, parameters, multiplyAdds }. Shapes are those of one image.`,
  arguments: [
    "an architecture (simple, lenet5, fast, quick, mobile, classic, resnet, efficientnet, accurate), a model file, a run folder, or reader or lines, which come with the program (default: classic)",
  ],
  options: [training.with, shared.json],
  examples: [
    ["summary", "the seed network"],
    ["summary resnet --with depth=14,width=48", "a deeper and wider one"],
    ["summary runs/quick-1", "the network of a run"],
  ],
  async run({ what = "classic", with: options, json }, { out }) {
    const { architectureNames, loadArchitecture, summarize, summary: table } = await import("tenfold/shapes");
    const network = architectureNames.includes(what)
      ? (await loadArchitecture(what))(options)
      : await trained(what, architectureNames, options);
    out(json ? jsonLine(summarize(network)) : table(network));
  },
};

async function trained(what: string, architectures: readonly string[], options: SummaryOptions["with"]): Promise<Network> {
  const { isPretrained, spellingAdvice } = await import("tenfold");
  const { InputError, UsageError } = await import("tenfold/errors");
  const { exists } = await import("tenfold-works/files");
  if (!isPretrained(what) && !(await exists(what))) {
    const advice = spellingAdvice(what, architectures, "check the spelling");
    throw new InputError(`${what} is neither an architecture (${architectures.join(", ")}) nor a file; ${advice}`);
  }
  if (options) throw new UsageError(`--with: ${what} is a trained network, whose layers are as they are; leave the option out`);
  const { readModel } = await import("tenfold-works/models");
  return (await readModel(what)).network;
}
