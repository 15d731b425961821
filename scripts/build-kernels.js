import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { deflateRawSync } from "node:zlib";
import { filesBelow, fingerprint } from "./fingerprint.js";
import { deltaOf } from "./kernel-delta.js";
import { signaturesFile, signaturesOf } from "./kernel-signatures.js";

const root = join(import.meta.dirname, "..");
const kernels = "packages/tenfold/kernels";
const inspected = `${kernels}/build`;
const generated = "packages/tenfold/src/engine/kernels.generated.ts";
const generatedSignatures = "packages/tenfold/src/engine/kernel-signatures.generated.ts";

const options = [
  ["--runtime", "stub"], // the kernels allocate nothing
  ["--enable", "simd"],
  ["--enable", "threads"],
  "--noExportMemory",
  ["--bindings", "raw"], // declarations, which name every kernel's parameters and their types
  // The engine brings the memory: at least as large as the initial size stated here, with a maximum of its own that is
  // at most the one stated here (65536 pages are all that 32 bits can address).
  "--importMemory",
  "--sharedMemory",
  ["--initialMemory", "1"],
  ["--maximumMemory", "65536"],
  ["--memoryBase", "1024"], // constants begin here; the bytes before them stay free
  ["--use", "abort="], // a failed check traps instead of calling an imported function
  ["--optimizeLevel", "3"],
  ["--shrinkLevel", "0"],
  "--converge",
  "--noAssert",
  ["--disableWarning", "201"], // mixing usize and i32: both have 32 bits in every build
  "--noColors",
].flat();

const builds = { plain: [], relaxed: ["--enable", "relaxed-simd"] };

/**
 * Compiles packages/tenfold/kernels (AssemblyScript) without and with relaxed SIMD into one TypeScript file that the
 * engine imports, and writes another with the kernels' signatures, by which calls are checked, when a source, an option
 * or the compiler has changed; says whether it did. `inspect` compiles in any case and also leaves the builds as binary
 * and text in packages/tenfold/kernels/build, to read what became of a tile.
 */
export async function buildKernels({ inspect = false } = {}) {
  const hash = sourcesHash();
  if (!inspect && hash === builtHash()) return false;
  const plain = await compile("plain", inspect);
  const relaxed = await compile("relaxed", inspect);
  writeWhole(generatedSignatures, signaturesFile(sharedSignatures(plain, relaxed)));
  writeWhole(
    generated,
    `// Made by scripts/build-kernels.js from packages/tenfold/kernels; not kept in git.

/** Tells which sources, options and compiler made these builds. */
export const kernelsHash = "${hash}";

/** For every engine with SIMD: ${plain.module.length} bytes, deflated, in base64. */
export const plainKernels: string =
  "${packed(plain.module)}";

/** What makes of them the ones for engines that also have relaxed SIMD, with its fused multiply-add (\`applyDelta\`); deflated, in base64. */
export const relaxedDelta: string =
  "${packed(deltaOf(plain.module, relaxed.module))}";
`,
  );
  return true;
}

/** Of both builds: threads and operations know nothing of which one runs. */
function sharedSignatures(plain, relaxed) {
  const [ofPlain, ofRelaxed] = [plain, relaxed].map(({ declarations }) => signaturesOf(declarations));
  const name = Object.keys({ ...ofPlain, ...ofRelaxed }).find((kernel) => !isDeepStrictEqual(ofPlain[kernel], ofRelaxed[kernel]));
  if (name)
    throw new Error(
      `The kernel ${name} has another signature in the plain build than in the relaxed; what differs between them stays in kernels/simd.ts.`,
    );
  return ofPlain;
}

/** Deflated before it becomes text: what packs a bundle finds little to save in base64. */
function packed(module) {
  return deflateRawSync(module, { level: 9 }).toString("base64");
}

function sourcesHash() {
  const sources = filesBelow(root, kernels).filter((path) => path.endsWith(".ts") && !path.startsWith(inspected));
  const compiler = JSON.parse(readFileSync(join(root, "node_modules/assemblyscript/package.json"), "utf8")).version;
  return fingerprint(root, [...sources, "scripts/build-kernels.js", "scripts/kernel-delta.js", "scripts/kernel-signatures.js"], compiler);
}

function builtHash() {
  if (!existsSync(join(root, generatedSignatures))) return undefined;
  try {
    return /kernelsHash = "(\w+)"/.exec(readFileSync(join(root, generated), "utf8"))?.[1];
  } catch {
    return undefined; // never built
  }
}

async function compile(name, inspect) {
  const { default: asc } = await import("assemblyscript/asc"); // takes a while to load, so only when needed
  const files = {};
  const { error, stderr } = await asc.main(
    ["index.ts", "--baseDir", join(root, kernels), "-o", `${name}.wasm`, "-t", `${name}.wat`, ...options, ...builds[name]],
    {
      writeFile(path, contents) {
        files[path] = contents;
      },
    },
  );
  const complaints = stderr.toString();
  if (error) throw new Error(`The ${name} kernels do not compile.\n${complaints}${error.message}`);
  if (complaints.includes("WARNING")) process.stderr.write(complaints);
  if (inspect) for (const kind of ["wasm", "wat"]) writeWhole(`${inspected}/${name}.${kind}`, files[`${name}.${kind}`]);
  return { module: files[`${name}.wasm`], declarations: files[`${name}.d.ts`] };
}

/** Writes beside, then renames: a reader at the same time sees the old file or the new one, never a part of one. */
function writeWhole(path, contents) {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(`${target}.${process.pid}`, contents);
  renameSync(`${target}.${process.pid}`, target);
}
