import { type Command, shared, training } from "../command.js";
import { jsonLine } from "../printable.js";

export interface SummaryOptions {
  readonly what: string;
  readonly with?: Readonly<Record<string, number>>;
  readonly json?: boolean;
}

export const summary: Command<SummaryOptions> = {
  name: "summary",
  summary: "Show a network's layers, shapes and parameters",
  details: `--json prints { name, input, layers, parameters, multiplyAdds }; a layer has \
{ name, type, outputShape, parameters, multiplyAdds }. Shapes are those of one image.`,
  arguments: [
    [
      "[what]",
      "an architecture (simple, lenet5, quick, mobile, classic, resnet, efficientnet, accurate), a model file, a run folder, or reader or lines, which come with the program (default: classic)",
    ],
  ],
  options: [training.with, shared.json],
  examples: [
    ["summary", "the seed network"],
    ["summary resnet --with depth=14,width=48", "a deeper and wider one"],
    ["summary runs/quick-1", "the network of a run"],
  ],
  async run({ what = "classic", with: options, json }, { out }) {
    const {
      architectureNamed,
      architectures,
      InputError,
      isPretrained,
      spellingAdvice,
      summarize,
      summary: table,
      UsageError,
    } = await import("tenfold");
    const { exists } = await import("../run/run-folder.js");
    const { readModel } = await import("../open-model.js");
    const isArchitecture = Object.hasOwn(architectures, what);
    if (!isArchitecture && !isPretrained(what) && !(await exists(what))) {
      const names = Object.keys(architectures);
      const advice = spellingAdvice(what, names, "check the spelling");
      throw new InputError(`${what} is neither an architecture (${names.join(", ")}) nor a file; ${advice}`);
    }
    if (options && !isArchitecture)
      throw new UsageError(`--with: ${what} is a trained network, whose layers are as they are; leave the option out`);
    const network = isArchitecture ? architectureNamed(what)(options) : (await readModel(what)).network;
    out(json ? jsonLine(summarize(network)) : table(network));
  },
};
