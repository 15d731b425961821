import { readFileSync } from "node:fs";
import { type Argument, Command as Commander, CommanderError } from "commander";
import type { Command } from "./command.js";
import { compare } from "./commands/compare.js";
import { data } from "./commands/data.js";
import { distill } from "./commands/distill.js";
import { ensemble } from "./commands/ensemble.js";
import { evaluate } from "./commands/evaluate.js";
import { exportModel } from "./commands/export.js";
import { fields } from "./commands/fields.js";
import { finetune } from "./commands/finetune.js";
import { form } from "./commands/form.js";
import { importModel } from "./commands/import.js";
import { predict } from "./commands/predict.js";
import { quantizeModel } from "./commands/quantize.js";
import { read } from "./commands/read.js";
import { report } from "./commands/report.js";
import { study } from "./commands/study.js";
import { summary } from "./commands/summary.js";
import { train } from "./commands/train.js";
import { type Host, Interrupted } from "./host.js";
import { printable, printableLines } from "./printable.js";

const commands: readonly Command[] = [
  ...[train, finetune, evaluate, predict, read, form, fields, summary, report],
  ...[study, compare, ensemble, distill, data, exportModel, importModel, quantizeModel],
];

const exit = { done: 0, input: 1, usage: 2, bug: 70, interrupted: 130 } as const;

/** The same everywhere, so that the help reads as it was written. */
const HELP_WIDTH = 80;

/**
 * Runs the program with arguments as a shell gives them, the program's own name left out.
 *
 * @returns the exit code: 0 done, 1 an input is at fault, 2 the command line is, 130 interrupted, 70 (EX_SOFTWARE) a bug
 */
export async function main(args: readonly string[], host: Host): Promise<number> {
  try {
    await programFor(host).parseAsync(args, { from: "user" });
    return exit.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.usage; // it has said so itself
    return tell(error, host);
  }
}

function programFor(host: Host): Commander {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  const program = new Commander("tenfold")
    .description("Trains convolutional networks on handwritten digits, judges them, and reads digits with them.")
    .version(version)
    .exitOverride()
    .configureHelp({ subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(notationOf)].join(" ") })
    .configureOutput({
      writeOut: (text) => host.out(text),
      writeErr: (text) => host.err(text),
      getOutHelpWidth: () => HELP_WIDTH,
      getErrHelpWidth: () => HELP_WIDTH,
      outputError: (text, write) => write(inHouseStyle(text)),
    });
  for (const command of commands) register(program, command, host);
  return program.addHelpText("after", "\nStart with:\n  $ tenfold train\n\ntenfold help <command> tells more about a command.");
}

/** "<files...>", "[what]" */
function notationOf(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required ? `<${name}>` : `[${name}]`;
}

function register(
  program: Commander,
  { name, summary, details, arguments: taken = [], options, examples, run }: Command,
  host: Host,
): void {
  const command = program
    .command(name)
    .summary(summary)
    .description(details ? `${summary}.\n\n${details}` : `${summary}.`);
  for (const [notation, description] of taken) command.argument(notation, description);
  for (const { notation, description, parse } of options) {
    if (parse) command.option(notation, description, parse);
    else command.option(notation, description);
  }
  const lines = examples.map(([line, purpose]) => `  # ${purpose}\n  $ tenfold ${line}`);
  command.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
  command.action(async () => {
    const given = command.registeredArguments.map((argument, index) => [argument.name(), command.processedArgs[index] as unknown] as const);
    await run({ ...Object.fromEntries(given), ...command.opts() }, host);
  });
}

/** "error: unknown option '--epoch'\n(Did you mean --epochs?)" -> "tenfold: unknown option '--epoch'; did you mean --epochs?" */
function inHouseStyle(text: string): string {
  const sentence = text
    .trim()
    .replace(/^error: /, "")
    .replace(/^too many arguments for '(\S+)'\. Expected (\d+) (arguments?) but got (\d+)\.$/, tooMany)
    .replace(" is invalid. ", " is invalid; ");
  const suggested = sentence.replace(/\n\(Did you mean (.*)\?\)$/, "; did you mean $1?");
  const more = suggested === sentence && sentence.startsWith("unknown") ? "; see tenfold --help" : "";
  return `tenfold: ${suggested}${more}\n`;
}

function tooMany(_: string, command: string, wanted: string, noun: string, came: string): string {
  return `${command} takes ${wanted === "0" ? "no" : wanted} ${noun}, got ${came}; see tenfold ${command} --help`;
}

async function tell(error: unknown, host: Host): Promise<number> {
  const { InputError, UsageError } = await import("tenfold");
  if (error instanceof InputError || error instanceof Interrupted) {
    host.err(`tenfold: ${printable(error.message)}\n`);
    if (error instanceof Interrupted) return exit.interrupted;
    return error instanceof UsageError ? exit.usage : exit.input;
  }
  const bug = printableLines(String(error instanceof Error ? error.stack : error));
  host.err(`tenfold: this is a bug; please report it with what follows\n${bug}\n`);
  return exit.bug;
}
