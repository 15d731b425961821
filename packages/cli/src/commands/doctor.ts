import { InputError } from "tenfold/errors";
import { jsonLine } from "tenfold-works";
import { printable } from "../terminal/printable.js";
import { type Command, shared } from "./command.js";

export interface DoctorOptions {
  readonly data?: string;
  readonly json?: boolean;
}

export const doctor: Command<DoctorOptions> = {
  details: `Looks by using it: starts the kernels, loads the networks, decodes a picture, writes in the folders. What is missing is left out by choice, and some files or \
commands with it; what is broken makes the exit code 1. Each comes with what to do.

--json prints { findings: [{ name, status, says, remedy? }] }; a status is works, missing or broken.`,
  options: [
    { notation: "--data <folder>", description: "the folder of tenfold serve (default: the platform's for data, or TENFOLD_DATA)" },
    shared.json,
  ],
  examples: [
    ["doctor", "what to tell with a report of a bug"],
    ["doctor --json", "for a program"],
  ],
  async run({ data, json }, { out }) {
    const { examine } = await import("tenfold-works/doctor");
    const findings = await examine({
      data,
      env: process.env,
      onFinding: ({ name, status, says, remedy }) => {
        if (!json) out(`${marks[status]} ${name.padEnd(9)} ${printable(says)}\n${remedy ? `${" ".repeat(12)}${printable(remedy)}\n` : ""}`);
      },
    });
    if (json) out(jsonLine({ findings }));
    const broken = findings.filter(({ status }) => status === "broken");
    if (broken.length > 0) throw new InputError(`${broken.map(({ name }) => name).join(", ")}: broken; what to do stands above`);
  },
};

const marks = { works: "ok", missing: "--", broken: "!!" } as const;
