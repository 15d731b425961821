import { constants } from "node:fs";
import { access, readdir, stat, statfs } from "node:fs/promises";
import { homedir, platform } from "node:os";
import { dirname, join } from "node:path";
import { pretrained, startEngine } from "tenfold";
import { cacheFolder, pageDecoder } from "tenfold/node";
import { machine, versions } from "../records/machine.js";
import { dataFolder } from "../store/data-folder.js";
import { type Finding, found } from "./finding.js";
import { packageVersion, tenfoldFolder } from "./package-version.js";

export interface ExamineOptions {
  /** Where the service keeps its data; the platform's folder for data unless told. */
  readonly data?: string | undefined;
  /** The environment, which may say where. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Is handed each finding as it comes. */
  readonly onFinding?: (finding: Finding) => void;
}

/** Looks at all that Tenfold needs on this machine, by using it: kernels, decoders, networks, folders. */
export async function examine({ data, env, onFinding }: ExamineOptions): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const look of [
    program,
    kernels,
    networks,
    pictures,
    pdf,
    heic,
    otherModels,
    service,
    cache,
    dataOf(data ?? dataFolder({ platform: platform(), env, home: homedir() })),
  ]) {
    const finding = await look();
    findings.push(finding);
    onFinding?.(finding);
  }
  return findings;
}

/** Node from which on everything is tested. */
const OLDEST_NODE = [20, 19] as const;

function program(): Promise<Finding> {
  return found("program", async () => {
    const { tenfold, node = "" } = versions();
    const [major = 0, minor = 0] = node.split(".").map(Number);
    const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
    const says = `Tenfold ${tenfold}, Node ${node}, ${machine()}, in ${tenfoldFolder()}`;
    return isOld ? { says, status: "broken", remedy: `install Node ${OLDEST_NODE.join(".")} or newer` } : { says };
  });
}

function kernels(): Promise<Finding> {
  return found("kernels", async () => {
    const engine = await startEngine();
    const { build, threads, notice } = engine;
    await engine.dispose();
    const simd = build === "relaxed" ? "relaxed SIMD" : "SIMD (this Node has no relaxed one)";
    return { says: `WebAssembly ${simd}, ${threads} ${threads === 1 ? "thread" : "threads"}${notice ? `; ${notice}` : ""}` };
  });
}

function networks(): Promise<Finding> {
  return found("networks", async () => {
    const names = ["classic", "mobile", "reader", "lines", "signs"] as const;
    for (const name of names) await pretrained(name);
    return { says: `${names.join(", ")} came with the package and are whole` };
  });
}

/** One black pixel as SVG, which sharp draws and any decoder of ours hands to it. */
const DOT =
  '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"><rect width="2" height="1" fill="#fff"/><rect width="1" height="1"/></svg>';

function pictures(): Promise<Finding> {
  return found("pictures", async () => {
    const at = packageVersion("sharp");
    if (!at) return { status: "broken", says: "sharp is not installed, which decodes them", remedy: "npm install sharp@0.35" };
    const start = performance.now();
    const decoder = pageDecoder();
    try {
      const { value: page } = await decoder.pages(new TextEncoder().encode(DOT), "a dot").next();
      if (page?.picture.pixels[0] !== 0) throw new Error("a black dot came out in another shade");
    } finally {
      decoder.close();
    }
    return { says: `sharp ${at} decodes them, in a process of its own that starts in ${Math.round(performance.now() - start)} ms` };
  });
}

/** Packages that some files take. */
function optional(name: string, what: string, packages: readonly string[], install: string): () => Promise<Finding> {
  return () =>
    found(name, async () => {
      const at = packages.map((one) => [one, packageVersion(one)] as const);
      const missing = at.filter(([, own]) => own === undefined).map(([one]) => one);
      if (missing.length === 0) return { says: at.map((own) => own.join(" ")).join(", ") };
      return { status: "missing", says: `${missing.join(", ")}: not installed, ${what}`, remedy: install };
    });
}

const pdf = optional("PDF", "so no PDF is read", ["@hyzyla/pdfium"], "npm install @hyzyla/pdfium@2.1");
const heic = optional("HEIC", "so what iPhones make is not read", ["heic-decode"], "npm install heic-decode@2.1");
const otherModels = optional(
  "models",
  "so some of Keras and ONNX are not read",
  ["fflate", "h5wasm", "onnx-buf", "@bufbuild/protobuf"],
  "npm install fflate h5wasm onnx-buf @bufbuild/protobuf",
);
const service = optional(
  "service",
  "so there is no tenfold serve",
  ["fastify", "@electric-sql/pglite", "pg", "pg-boss"],
  "npm install --include=optional",
);

function cache(): Promise<Finding> {
  return folder("cache", cacheFolder(), "another in TENFOLD_CACHE");
}

function dataOf(path: string): () => Promise<Finding> {
  return () => folder("data", path, "another in --data or TENFOLD_DATA");
}

/** Below this a training or a database soon comes to its end. */
const LITTLE = 1e9;

/** A folder that can be written in, or made; what is in it, and how much room is left. */
function folder(name: string, path: string, other: string): Promise<Finding> {
  return found(name, async () => {
    const there = await nearest(path);
    if (!(await stat(there)).isDirectory())
      return { status: "broken", says: `${there} is a file, and a folder is wanted`, remedy: `move it away, or choose ${other}` };
    const refused = await access(there, constants.W_OK).then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error.code,
    );
    if (refused) {
      const says = `${path} cannot be ${there === path ? "written in" : "made"}: the system answers ${refused}`;
      return { status: "broken", says, remedy: `mend the permissions of ${there}, or choose ${other}` };
    }
    const { bavail, bsize } = await statfs(there);
    const room = bavail * bsize;
    const says = `${path}, ${there === path ? `${sizeText(await bytesIn(path))} in it` : "not made yet"}, ${sizeText(room)} free`;
    return room < LITTLE ? { status: "broken", says, remedy: "free some space" } : { says };
  });
}

/** The folder itself, or the deepest of those above it that are there. */
async function nearest(path: string): Promise<string> {
  const isThere = await stat(path).catch(() => undefined);
  return isThere || dirname(path) === path ? path : nearest(dirname(path));
}

async function bytesIn(path: string): Promise<number> {
  const inside = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = inside
    .filter((entry) => entry.isFile())
    .map((entry) =>
      stat(join(entry.parentPath, entry.name))
        .then(({ size }) => size)
        .catch(() => 0),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** 1234567 -> "1.2 MB" */
function sizeText(bytes: number): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, "GB"] : bytes >= 1e6 ? [bytes / 1e6, "MB"] : [bytes / 1e3, "kB"];
  return bytes < 1e3 ? `${bytes} bytes` : `${value.toFixed(1)} ${unit}`;
}
