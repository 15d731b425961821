/** What the compiler's types are called in TypeScript; packages/tenfold/src/engine/kernel-types.ts says what each holds. */
const typeNames = { usize: "Pointer", i32: "Int32", f32: "Float32", bool: "Flag" };

/** Room for arguments in the memory that threads share, without the item (packages/tenfold/src/engine/crew.ts). */
const MOST_ARGUMENTS = 32;

/**
 * What each exported kernel takes, read from the declarations that the compiler writes: `{ relu: [{ name: "x", type: "usize" }, …] }`, without
 * the item, which is every kernel's last parameter. What an engine calls by itself, `setScratch`, is no kernel.
 */
export function signaturesOf(declarations) {
  const functions = declarations.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\s*export function (\w+)\(/gs);
  const signatures = {};
  for (const [, comment, kernel] of functions) {
    if (kernel === "setScratch") continue;
    signatures[kernel] = withoutItem(
      kernel,
      [...comment.matchAll(/@param (\w+) `(\w+)`/g)].map(([, name, type]) => ({ name, type })),
    );
  }
  if (Object.keys(signatures).length === 0) throw new Error("The compiler's declarations name no kernel; has their form changed?");
  return signatures;
}

function withoutItem(kernel, parameters) {
  const stranger = parameters.find(({ type }) => !typeNames[type]);
  if (stranger) {
    throw new Error(`The kernel ${kernel} takes ${stranger.name}: ${stranger.type}; kernels take ${Object.keys(typeNames).join(", ")}.`);
  }
  const item = parameters.at(-1);
  if (item?.name !== "item" || item.type !== "i32") {
    throw new Error(`The kernel ${kernel} does not end with "item: i32"; export from kernels/index.ts only what threads share by items.`);
  }
  if (parameters.length - 1 > MOST_ARGUMENTS) {
    throw new Error(`The kernel ${kernel} takes ${parameters.length - 1} arguments; there is room for ${MOST_ARGUMENTS}.`);
  }
  return parameters.slice(0, -1);
}

/** The TypeScript file: a labelled tuple a kernel for the compiler and editors, and the same as data for tests. */
export function signaturesFile(signatures) {
  const each = (line) => Object.entries(signatures).map(line).join("\n");
  const typed = ({ name, type }) => `${name}: ${typeNames[type]}`;
  return `// Made by scripts/build-kernels.js from packages/tenfold/kernels; not kept in git.
import type { ${Object.values(typeNames).sort().join(", ")} } from "./kernel-types.js";

/** What each kernel takes before the item, as its source states it. */
export interface KernelArguments {
${each(([kernel, parameters]) => `  readonly ${kernel}: readonly [${parameters.map(typed).join(", ")}];`)}
}

/** The same as data; nothing but tests reads it, so no bundle holds it. */
export const kernelParameters: { readonly [K in keyof KernelArguments]: string } = {
${each(([kernel, parameters]) => `  ${kernel}: "${parameters.map(typed).join(", ")}",`)}
};
`;
}
