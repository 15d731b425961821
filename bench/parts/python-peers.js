// Where PyTorch, Keras and onnxruntime's tools come from: a Python that has them, or an environment made for this run alone.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the peers in Python are made of, by the module that is asked for. */
const packages = { torch: ["torch", "setuptools", "numpy"], keras: ["keras", "tensorflow-cpu"], onnxruntime: ["onnx", "onnxruntime"] };

/** Finds a Python that has a module, once for each. Where none has it, it is installed in an environment that goes when this process does. */
export function pythonsFrom(asked, say) {
  const found = new Map();
  let own;
  return (module) => {
    if (!found.has(module)) found.set(module, pythonWith(module));
    return found.get(module);
  };

  function pythonWith(module) {
    const known = (asked ? [asked] : ["python3", "/usr/bin/python3"]).find((python) => hasIt(python, module));
    if (known || asked) return known ?? asked;
    own ??= environment(say);
    say(`installing ${packages[module].join(", ")} for this run; --python PATH names a Python that has them`);
    const { status } = spawnSync(own, ["-m", "pip", "install", "--quiet", ...packages[module]], { stdio: ["ignore", "ignore", "inherit"] });
    if (status !== 0) say(`${module} cannot be installed, going on without`);
    return own;
  }
}

/** Whether a Python has a module. */
export function hasIt(python, module) {
  return spawnSync(python, ["-c", `import ${module}`], { timeout: 120_000 }).status === 0;
}

function environment(say) {
  const folder = mkdtempSync(join(tmpdir(), "tenfold-bench-python-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));
  const { status } = spawnSync("python3", ["-m", "venv", folder], { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) say("python3 -m venv failed; PyTorch, Keras and 8 bits will be out");
  return join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
}
