// A run as text: Markdown tables with padded columns, which a terminal shows as well.

import { contestants, otherNetworks, rivalOf } from "./contestants.js";
import { TOLERANCE } from "./parity.js";
import { ratioOf, summaryOf } from "./statistics.js";

const BATCH = 128;

export function report({ times, told, out, others, alone, targets, differences, machine, settings }) {
  return [
    about(machine, settings),
    busy(machine),
    raceTable("Training step, batch 128", "train", times, BATCH),
    raceTable("Inference, batch 128", "infer", times, BATCH),
    raceTable("One image, warm", "one", times, 1),
    settingsText(told),
    others && networksTable(others),
    alone && aloneText(alone, told),
    `Targets\n\n${targetTable(targets)}`,
    parityText(differences),
    ...Object.entries({ ...out, ...others?.out }).map(([name, why]) => `${name} did not take part: ${why}`),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function about({ cpu, cores, memoryGB, loadBefore, system, versions }, { command, rounds, steps }) {
  const known = Object.entries(versions).filter(([, version]) => version);
  return [
    `${cpu}, ${cores} cores, ${memoryGB} GB, ${system}; load before the run ${loadBefore.toFixed(1)}`,
    known.map(([name, version]) => `${name} ${version}`).join(", "),
    `\`${command}\`: ${rounds} rounds of ${steps} steps; medians, quartiles in brackets. Ratios are formed round by round.`,
  ].join("\n\n");
}

/** More than a quarter of a core taken by others shows in the ratios, too. */
function busy({ cores, loadBefore }) {
  if (loadBefore < 0.25) return undefined;
  const remedy =
    "Threads that wait for each other suffer most from that, PyTorch's above all: repeat the run on a quiet machine before quoting it.";
  return `The machine was busy before the run, load ${loadBefore.toFixed(1)} on ${cores} cores. ${remedy}`;
}

function raceTable(title, what, times, images) {
  const rows = contestants
    .filter(({ name }) => times[name]?.[what])
    .map((contestant) => {
      const { name, threads } = contestant;
      const mine = times[name][what];
      const summary = summaryOf(mine.flat());
      const rival = rivalOf(contestant);
      const ratio = name !== rival && times[rival]?.[what] && ratioOf(mine, times[rival][what]);
      return [name, threads, spread(summary, "ms"), String(Math.round((images * 1000) / summary.median)), ratio ? spread(ratio, "x") : ""];
    });
  if (rows.length === 0) return undefined;
  return `${title}\n\n${table(["who", "threads", "time", "images/s", "its time / Tenfold's, same threads"], rows)}`;
}

/** What was fastest of all that was tried, by contestant. */
function settingsText(told) {
  const lines = Object.entries(told).flatMap(([name, { settings }]) => {
    if (!settings) return [];
    const { train, infer, one } = settings;
    return [
      `- ${name}: ${[train && `training ${train}`, infer && `inference ${infer}`, one && `one image ${one}`].filter(Boolean).join("; ")}`,
    ];
  });
  return lines.length > 0 ? `What was fastest\n\n${lines.join("\n")}` : undefined;
}

/** A training step of each other architecture at batch 128, and PyTorch's best float32. */
function networksTable({ times, told }) {
  const rows = otherNetworks.flatMap(({ name, words: [network] }) => {
    const [mine, peer] = [times[network]?.train, times[`${network}, pytorch`]?.train];
    if (name !== network || !mine) return [];
    const beside = peer ? [spread(summaryOf(peer.flat()), "ms"), spread(ratioOf(peer, mine), "x")] : ["", ""];
    return [[network, spread(summaryOf(mine.flat()), "ms"), ...beside, told[`${network}, pytorch`]?.settings?.train ?? ""]];
  });
  const head = ["network", "Tenfold", "PyTorch float32 at its best", "its time / Tenfold's", "fastest by"];
  return `Training step of the other architectures, batch 128, 2 threads\n\n${table(head, rows)}`;
}

function aloneText({ nodeStartUp, readers }, told) {
  const torch = told.pytorch?.memory;
  const parts = [
    `Of the start, Node alone takes ${spread(nodeStartUp, "ms")}. Two workers read 64 pictures of five digits in ${spread(readers, "ms")}.`,
  ];
  if (torch) parts.push(`The PyTorch process took ${torch.megabytes.toFixed(0)} MB, with no data set in memory.`);
  return parts.join(" ");
}

function targetTable(rows) {
  const cells = rows.map(({ what, unit, sign, measured, target, stretch, verdict }) => {
    return [what, measured ? spread(measured, unit) : "-", `${sign} ${target} ${unit}`, `${sign} ${stretch} ${unit}`, verdict];
  });
  return table(["what", "measured", "target", "stretch", ""], cells);
}

/** Of fewer bits than 32 nobody expects the same numbers. */
const isRough = (name) => /bf16|int8/.test(name);

function parityText(differences) {
  const lines = Object.entries(differences).map(([name, most]) => {
    const verdict =
      most <= TOLERANCE ? "the same" : isRough(name) ? "as far as its number format takes it" : `NOT the same (more than ${TOLERANCE})`;
    return `- ${name}: ${most.toExponential(1)} ${verdict}`;
  });
  return lines.length > 0 ? `Largest difference between probabilities and Tenfold's\n\n${lines.join("\n")}` : undefined;
}

/** `95.1 ms (94.0 - 97.2)`; a single measurement has no quartiles. */
function spread({ median, low, high, count }, unit) {
  const middle = `${digits(median)} ${unit}`;
  return count > 1 ? `${middle} (${digits(low)} - ${digits(high)})` : middle;
}

function digits(number) {
  return number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2);
}

function table(head, rows) {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  const [first, ...rest] = all.map(line);
  return [first, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rest].join("\n");
}
