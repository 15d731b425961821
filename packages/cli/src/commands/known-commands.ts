import type { KnownCommand } from "./command.js";

/** Every command, in the order of the help. */
export const knownCommands: readonly KnownCommand[] = [
  { name: "train", takes: [], summary: "Train a network and report on it", load: async () => (await import("./train.js")).train },
  {
    name: "finetune",
    takes: [],
    summary: "Train a trained network further, on other data",
    load: async () => (await import("./finetune.js")).finetune,
  },
  {
    name: "evaluate",
    takes: ["<model>"],
    summary: "Judge a model on test images",
    load: async () => (await import("./evaluate.js")).evaluate,
  },
  { name: "predict", takes: ["<files...>"], summary: "Read digits with a model", load: async () => (await import("./predict.js")).predict },
  {
    name: "read",
    takes: ["<files...>"],
    summary: "Read digits on pictures, pages and forms",
    load: async () => (await import("./read.js")).read,
  },
  {
    name: "calibrate",
    takes: ["<files...>"],
    summary: "Learn from files with truth what confidences are worth",
    load: async () => (await import("./calibrate.js")).calibrate,
  },
  {
    name: "writer",
    takes: ["<action>", "<what>"],
    summary: "Learn, show and forget how somebody writes",
    load: async () => (await import("./writer.js")).writer,
  },
  {
    name: "review",
    takes: ["<what>"],
    summary: "Look at what is in doubt, and correct it, in the browser",
    load: async () => (await import("./review.js")).review,
  },
  { name: "serve", takes: [], summary: "Read over HTTP, for programs and people", load: async () => (await import("./serve.js")).serve },
  {
    name: "keys",
    takes: ["<action>", "[what]"],
    summary: "Make, list and revoke the keys of a server",
    load: async () => (await import("./keys.js")).keys,
  },
  {
    name: "form",
    takes: ["<action>", "<file>"],
    summary: "Check a form's template, or draft one from the empty form",
    load: async () => (await import("./form.js")).form,
  },
  {
    name: "fields",
    takes: ["[kind]"],
    summary: "List the kinds of fields that can be read",
    load: async () => (await import("./fields.js")).fields,
  },
  {
    name: "summary",
    takes: ["[what]"],
    summary: "Show a network's layers, shapes and parameters",
    load: async () => (await import("./summary.js")).summary,
  },
  { name: "report", takes: ["<run>"], summary: "Write the report of a run again", load: async () => (await import("./report.js")).report },
  {
    name: "study",
    takes: ["<what>", "[names]"],
    summary: "Train with several seeds and settings, and tell a difference from luck",
    load: async () => (await import("./study.js")).study,
  },
  {
    name: "compare",
    takes: ["<runs...>"],
    summary: "Put runs side by side, with the images on which they disagree",
    load: async () => (await import("./compare.js")).compare,
  },
  {
    name: "ensemble",
    takes: ["<models...>"],
    summary: "Judge several models that answer as one",
    load: async () => (await import("./ensemble.js")).ensemble,
  },
  {
    name: "distill",
    takes: ["[models...]"],
    summary: "Train a small network to answer as several large ones do",
    load: async () => (await import("./distill.js")).distill,
  },
  {
    name: "data",
    takes: ["<action>", "[what]"],
    summary: "List, fetch and look at data sets",
    load: async () => (await import("./data.js")).data,
  },
  {
    name: "export",
    takes: ["<model>"],
    summary: "Write a model as a file for other programs",
    load: async () => (await import("./export.js")).exportModel,
  },
  {
    name: "import",
    takes: ["<file>"],
    summary: "Make a model of an ONNX or Keras file",
    load: async () => (await import("./import.js")).importModel,
  },
  {
    name: "quantize",
    takes: ["<model>"],
    summary: "Store a model's kernels in 8 bits",
    load: async () => (await import("./quantize.js")).quantizeModel,
  },
  {
    name: "doctor",
    takes: [],
    summary: "Look whether all that is needed is here and works",
    load: async () => (await import("./doctor.js")).doctor,
  },
  {
    name: "completion",
    takes: ["<shell>"],
    summary: "Print what completes commands and options in a shell",
    load: async () => (await import("./completion.js")).completionOf(knownCommands),
  },
];
