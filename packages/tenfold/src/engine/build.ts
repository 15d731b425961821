import { InputError } from "../errors.js";
import { applyDelta } from "./apply-delta.js";
import { plainKernels, relaxedDelta } from "./kernels.generated.js";
import { nodeProcess } from "./node-process.js";
import { allowRelaxedSimd, inflatedByNode } from "./threads-node.js";

/** Which build of the kernels runs: `relaxed` has fused multiply-add, `plain` runs wherever there is SIMD. */
export type Build = "plain" | "relaxed";

/**
 * A module of a few bytes whose only function holds one `f32x4.relaxed_madd`: valid exactly where relaxed SIMD is.
 * (WebAssembly relaxed SIMD proposal; opcode 0xfd 0x105.)
 */
const probe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 8, 1, 96, 3, 123, 123, 123, 1, 123, 3, 2, 1, 0, 10, 13, 1, 11, 0, 32, 0, 32, 1, 32, 2, 253, 133, 2, 11,
]);

/** A module whose only function holds one `i8x16.splat`: valid wherever there is SIMD. (WebAssembly SIMD proposal; opcode 0xfd 0x0f.) */
const simdProbe = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11]);

const compiled = new Map<Build, Promise<WebAssembly.Module>>();

/** The best build this machine can run. */
export function bestBuild(): Build {
  if (nodeProcess) allowRelaxedSimd();
  return WebAssembly.validate(probe) ? "relaxed" : "plain";
}

/**
 * Compiles a build once for the whole process.
 *
 * @throws InputError where WebAssembly has no SIMD
 */
export async function compileKernels(build: Build): Promise<WebAssembly.Module> {
  if (!WebAssembly.validate(simdProbe))
    throw new InputError(
      "WebAssembly has no SIMD here, by which Tenfold computes; take Chrome 91, Firefox 89, Safari 16.4, Node 20 or a later one, on a processor with SSE4.1",
    );
  if (build === "relaxed" && nodeProcess) allowRelaxedSimd();
  let module = compiled.get(build);
  if (!module) {
    module = kernelsOf(build).then((bytes) => WebAssembly.compile(bytes));
    compiled.set(build, module);
  }
  return module;
}

/** The builds differ in few instructions, so one travels as what makes it of the other. */
async function kernelsOf(build: Build): Promise<Uint8Array<ArrayBuffer>> {
  if (build === "plain") return unpacked(plainKernels);
  const [plain, delta] = await Promise.all([unpacked(plainKernels), unpacked(relaxedDelta)]);
  return applyDelta(plain, delta);
}

/** Deflated bytes in base64, as the build leaves them. */
async function unpacked(text: string): Promise<Uint8Array<ArrayBuffer>> {
  if (nodeProcess) return inflatedByNode(text);
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  void writer.write(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
  void writer.close();
  const reader = readable.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
