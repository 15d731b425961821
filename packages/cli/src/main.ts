import { readFileSync } from "node:fs";
import { type Argument, Command as Commander, CommanderError } from "commander";
import { Interrupted } from "tenfold-works";
import type { Command, KnownCommand } from "./commands/command.js";
import { knownCommands } from "./commands/known-commands.js";
import { printable, printableLines } from "./terminal/printable.js";
import type { Terminal } from "./terminal/terminal.js";
import { type World, worldOf } from "./terminal/world.js";
import { wrapped } from "./terminal/wrapped.js";

const exit = { done: 0, input: 1, usage: 2, bug: 70, interrupted: 130 } as const;

/** The same everywhere, so that the help reads as it was written. */
const HELP_WIDTH = 80;

/**
 * Runs the program with arguments as a shell gives them, the program's own name left out.
 *
 * @returns the exit code: 0 done, 1 an input is at fault, 2 the command line is, 130 interrupted, 70 (EX_SOFTWARE) a bug
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const program = await programFor(args, terminal);
    await program.parseAsync(args, { from: "user" });
    return exit.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.usage; // it has said so itself
    return tell(error, terminal);
  }
}

/** The program with all commands by name, and those that the arguments name in full. */
async function programFor(args: readonly string[], terminal: Terminal): Promise<Commander> {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  const program = new Commander("tenfold")
    .description("Trains convolutional networks on handwritten digits, judges them, and reads digits with them.")
    .version(version)
    .exitOverride()
    .configureHelp({
      subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(notationOf)].join(" "),
      boxWrap: wrapped,
    })
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      getOutHelpWidth: () => HELP_WIDTH,
      getErrHelpWidth: () => HELP_WIDTH,
      outputError: (text, write) => write(inHouseStyle(text)),
    });
  const world = worldOf(terminal);
  const named = args.filter((arg) => !arg.startsWith("-")).slice(0, 2); // "help train" names one, too
  for (const known of knownCommands) register(program, known, named.includes(known.name) ? await known.load() : undefined, world);
  return program.addHelpText("after", "\nStart with:\n  $ tenfold train\n\ntenfold help <command> tells more about a command.");
}

/** "<files...>", "[what]" */
function notationOf(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** Makes a command known by name; where it is not given it has no options, and cannot be called. */
function register(program: Commander, { name, summary, takes }: KnownCommand, command: Command | undefined, world: World): void {
  const registered = program.command(name).summary(summary);
  for (const [index, notation] of takes.entries()) registered.argument(notation, command?.arguments?.[index]);
  if (command) describe(registered, summary, command, world);
}

function describe(registered: Commander, summary: string, { details, options, examples, run }: Command, world: World): void {
  registered.description(details ? `${summary}.\n\n${details}` : `${summary}.`);
  for (const { notation, description, parse } of options) {
    if (parse) registered.option(notation, description, parse);
    else registered.option(notation, description);
  }
  const lines = examples.map(([line, purpose]) => `  # ${purpose}\n  $ tenfold ${line}`);
  registered.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
  registered.action(async () => {
    const given = registered.registeredArguments.map(
      (argument, index) => [argument.name(), registered.processedArgs[index] as unknown] as const,
    );
    await run({ ...Object.fromEntries(given), ...registered.opts() }, world);
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
  return `tenfold: ${printable(suggested)}${more}\n`;
}

function tooMany(_: string, command: string, wanted: string, noun: string, came: string): string {
  return `${command} takes ${wanted === "0" ? "no" : wanted} ${noun}, got ${came}; see tenfold ${command} --help`;
}

async function tell(error: unknown, terminal: Terminal): Promise<number> {
  const { InputError, UsageError } = await import("tenfold/errors");
  if (error instanceof InputError || error instanceof Interrupted) {
    terminal.err(`tenfold: ${printable(error.message)}\n`);
    if (error instanceof Interrupted) return exit.interrupted;
    return error instanceof UsageError ? exit.usage : exit.input;
  }
  const bug = printableLines(String(error instanceof Error ? error.stack : error));
  terminal.err(`tenfold: this is a bug; please report it with what follows\n${bug}\n`);
  return exit.bug;
}
