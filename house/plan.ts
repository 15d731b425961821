/** A part of the repository with sources of its own. */
export interface PackagePlan {
  /** As it is imported. */
  readonly name: string;
  /** Packages of ours that it may import. */
  readonly imports: readonly string[];
  /**
   * Rows of rooms by folder, bottom row first; "" is the package's own. A file imports from its own room and from the rows below it,
   * nothing else. A room is a folder, or a file at the top of one. Folders that are not named here have no order inside.
   */
  readonly rows: Readonly<Record<string, readonly (readonly string[])[]>>;
}

export const packages: Readonly<Record<string, PackagePlan>> = {
  "packages/tenfold": {
    name: "tenfold",
    imports: [],
    rows: {
      "": [
        ["errors", "edit-distance", "content-hash", "version", "mean", "median", "percent"],
        ["nearest-word", "what-came", "not-installed"],
        ["json-site", "known-options", "calls"],
        ["engine"],
        ["image", "plots", "pool"],
        ["layers", "losses", "optimizers", "metrics", "data", "fields", "document", "pdf"],
        ["model", "augment", "synthesis"],
        ["architectures", "callbacks", "evaluate", "onnx", "keras", "pretrained"],
        ["training", "explain", "hands"],
        ["regions"],
        ["recognize"],
        ["forms"],
        ["node"],
        ["index", "shapes"],
      ],
      image: [["geometry"], ["basics"], ["ink"], ["page", "corruptions", "decode"], ["digit"], ["grids"]],
      fields: [["automata", "options"], ["checks"], ["kinds"], ["field", "common-options"], ["field-of"], ["field-cache"]],
      model: [
        ["shown", "sink"],
        ["stored"],
        ["network"],
        ["bound", "files"],
        ["imported", "transfer", "with-dropout", "with-context", "named-columns"],
        ["known-numbers"],
        ["joined-branches"],
        ["context-joints"],
      ],
      synthesis: [["draws", "sine", "smooth"], ["paper", "wear"], ["digits"], ["strings"], ["sign-pictures"], ["reading-set"]],
      evaluate: [["statistics"], ["scores"], ["confidence"], ["full-evaluation"]],
      training: [["passes"], ["objectives"], ["distillation", "inference"], ["loop"], ["labels", "texts"], ["presets"]],
      hands: [
        ["hand-parameters"],
        ["hand-features", "with-terms"],
        ["hand-looks"],
        ["hand-evidence"],
        ["hand-terms", "labelled-digits"],
        ["hear-hand"],
        ["adapt-to-hand", "doubtful-labels", "load-hands", "writer-profile"],
      ],
      regions: [
        ["region-expert", "with-region"],
        ["adapt-to-region", "load-regions"],
      ],
      forms: [["template"], ["see"], ["place"], ["cut", "draft"], ["find"]],
      recognize: [
        ["lattice", "reading", "effort", "writer-context"],
        ["hand-use", "placed-reading", "middle-digit"],
        ["lines", "decode"],
        ["cells", "looks"],
        ["lattices", "trust", "writer"],
        ["reader-networks", "read-options", "readable-picture"],
        ["networks-used", "reader-options", "cares", "turned-reading"],
        ["seeing"],
        ["reader"],
        ["readers", "known"],
      ],
    },
  },
  "packages/works": {
    name: "tenfold-works",
    imports: ["tenfold"],
    rows: {
      "": [
        ["host", "json-line", "quoted", "docs-address"],
        ["files"],
        ["records", "pages", "resumable"],
        ["store"],
        ["drawings", "sets", "formats"],
        ["models", "forms", "writers"],
        ["runs", "reading", "review", "webhooks"],
        ["studies", "comparisons", "reports", "truth", "jobs", "doctor"],
        ["learning", "library", "batches", "spread"],
        ["retention"],
        ["machines"],
        ["index"],
      ],
      runs: [["opening"], ["training"]],
      learning: [["guard"], ["kept"], ["work"]],
      review: [["review-record"], ["correct", "next-fields", "review-stats"], ["review-desk"], ["journal"]],
      truth: [["table"], ["judged"], ["report"]],
      studies: [
        ["study-options", "arm", "time-left", "comparison"],
        ["arms", "study-folder"],
        ["outcome", "study-config", "stored-predictions"],
        ["study-results", "study-progress"],
        ["making"],
        ["gather-results", "page"],
        ["run-study"],
      ],
      reports: [
        ["report-data"],
        ["verdict"],
        ["plots", "recipe-terms", "student-text", "key-figures", "card-parts", "sentences"],
        ["draw", "model-card"],
        ["figure", "images", "write-plots"],
        ["tables"],
        ["sections"],
        ["texts"],
        ["report-html"],
        ["write-report"],
        ["run-report"],
        ["keep-evaluation"],
      ],
    },
  },
  "packages/server": {
    name: "tenfold-server",
    imports: ["tenfold", "tenfold-works"],
    rows: {
      "": [
        ["limits", "image-models", "answers", "app-folder", "gate", "service-log", "listening"],
        ["schemas", "inference"],
        ["service"],
        ["guard", "uploads"],
        ["routes"],
        ["service-app", "review-app", "watched-documents"],
        ["start-server"],
        ["start-review"],
        ["index"],
      ],
    },
  },
  "packages/web": {
    name: "tenfold-web",
    imports: ["tenfold", "tenfold-works"],
    rows: {
      "": [
        ["kept", "server-answer"],
        ["server", "page-reading"],
        ["page-props", "parts"],
        ["draw", "read", "teach", "review", "models"],
        ["app", "offline"],
        ["start-app"],
      ],
      read: [
        ["form", "picture", "save", "told-dpi", "zoom-frame"],
        ["pdf"],
        ["pages-of-file"],
        ["page-picture"],
        ["page-view"],
        ["string-list"],
        ["template"],
        ["what-stands"],
        ["what-stands-choice"],
        ["read-page"],
      ],
    },
  },
  "packages/cli": {
    name: "tenfold-cli",
    imports: ["tenfold", "tenfold-works", "tenfold-server"],
    rows: { "": [["terminal"], ["texts"], ["commands"], ["main"], ["index"]] },
  },
};

/** What may be imported in some places only; ARCHITECTURE.md names the same ones in the same order. */
export interface Confined {
  /** As ARCHITECTURE.md calls it. */
  readonly name: string;
  readonly imported: RegExp;
  /** Folders, ending in "/", and files, from the root. */
  readonly only: readonly string[];
  /** Folders that this is about; all where absent. */
  readonly within?: string;
}

export const confined: readonly Confined[] = [
  { name: "commander", imported: /^commander$/, only: ["packages/cli/"] },
  {
    name: "node:*",
    imported: /^node:/,
    within: "packages/tenfold/",
    only: ["packages/tenfold/src/node/"],
  },
  {
    name: "node:process",
    imported: /^node:process$/,
    within: "packages/works/",
    only: [
      "packages/works/src/resumable/is-running.ts",
      "packages/works/src/resumable/place-lock.ts",
      "packages/works/src/resumable/place-taken.ts",
      "packages/works/src/records/machine.ts",
    ],
  },
];

/** Files that may have the name of another, because their folders have a file for each of the same notions. */
export const namesakes = /\/(ops|reference|commands)\/|\/index\.ts$/;

/** So many files are enough for a room to be walked through. */
export const MOST_FILES = 16;

/** Rooms of peers: a file a thing of the same kind, under one contract. */
export const peers: readonly string[] = [
  "packages/cli/src/commands",
  "packages/tenfold/src/engine/ops",
  "packages/tenfold/src/engine/reference",
  "packages/tenfold/src/layers",
  "packages/server/src/routes",
];

/** What the build makes, and documents may name. */
export const made: readonly string[] = [
  "packages/tenfold/dist/index.js",
  "packages/tenfold/kernels/build/index.wat",
  "packages/tenfold/src/engine/kernels.generated.ts",
];
