// Installs and builds when something is missing or has changed since; otherwise says nothing and takes a moment.
// `npm start` and `npm test` begin with it, so that a fresh clone needs no other step.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { filesBelow, fingerprint } from "./fingerprint.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stamp = join(root, "node_modules/.ready"); // fingerprint of the sources that the present build is made of
const lock = join(root, ".ready"); // process id of the one that is installing or building

checkNode();
if (!isInstalled() || !isBuilt()) {
  await takeLock();
  process.on("exit", () => rmSync(lock, { force: true }));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(130));
  if (!isInstalled()) install();
  if (!isBuilt()) build();
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Tenfold needs Node 20.19 or newer, this is ${process.versions.node}; install a newer one from https://nodejs.org`);
}

/** npm leaves a list of what it has put into node_modules; that list must agree with package-lock.json. */
function isInstalled() {
  const wanted = readPackages("package-lock.json");
  const present = readPackages("node_modules/.package-lock.json");
  if (!wanted) fail("package-lock.json is missing; restore it from git");
  if (!present || !lockCoversManifests(wanted)) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (!path.includes("node_modules/")) return true; // the workspace's own packages
    const entry = present[path];
    return entry ? entry.version === version && entry.integrity === integrity : optional; // made for another system
  });
}

/** False after a dependency was edited by hand without `npm install`; then `npm ci` names the difference. */
function lockCoversManifests(wanted) {
  const folders = ["", ...readJson("package.json").workspaces];
  return folders.every((folder) => {
    const manifest = readJson(join(folder, "package.json"));
    return ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"].every((kind) =>
      Object.entries(manifest?.[kind] ?? {}).every(([name, range]) => wanted[folder]?.[kind]?.[name] === range),
    );
  });
}

function install() {
  say("Installing packages (npm ci)");
  // npm tells the scripts it runs where it is itself. What it tells them of its settings is passed on, so the two that
  // matter are overruled: development packages are needed, and no package has a reason to run a script.
  const npm = process.env.npm_execpath ?? "";
  const [command, ...first] = npm.endsWith("npm-cli.js") ? [process.execPath, npm] : ["npm"];
  const args = ["ci", "--include=dev", "--include=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const shell = process.platform === "win32" && command === "npm"; // there it is npm.cmd
  const { status, error } = spawnSync(command, [...first, ...args], { cwd: root, shell, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) fail(`npm ci failed${error ? ` (${error.message})` : ""}; mend what it says above and run this again`);
}

function isBuilt() {
  const outputs = [
    "packages/tenfold/src/engine/kernels.generated.ts",
    "packages/tenfold/src/engine/kernel-signatures.generated.ts",
    ...builtPackages().map((path) => `${path}/dist/tsconfig.tsbuildinfo`),
    "packages/tenfold/dist/chunks/index.js",
    "packages/cli/program/main.js",
    "packages/cli/program/app/index.html",
  ];
  return outputs.every((path) => existsSync(join(root, path))) && readText(stamp) === sourcesFingerprint();
}

function build() {
  say("Building");
  const before = sourcesFingerprint(); // what changes while the build runs is for the next build
  const { status } = spawnSync(process.execPath, [join(root, "scripts/build.js")], { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) fail("The build failed; the messages above say where");
  writeFileSync(stamp, before);
}

function sourcesFingerprint() {
  const parts = ["package.json", "tsconfig.json", "src", "kernels"];
  const sources = builtPackages().flatMap((path) => parts.flatMap((part) => filesBelow(root, `${path}/${part}`)));
  const app = ["index.html", "package.json", "vite.config.js", "src"].flatMap((part) => filesBelow(root, `packages/web/${part}`));
  const files = ["package-lock.json", "tsconfig.json", "tsconfig.base.json", ...filesBelow(root, "scripts"), ...sources, ...app];
  return fingerprint(
    root,
    files.filter((path) => !/\.test\.ts$|\.generated\.ts|\/kernels\/build\//.test(path)),
  );
}

/** The packages that `tsc -b` builds. */
function builtPackages() {
  return readJson("tsconfig.json").references.map(({ path }) => path);
}

/** Waits while another process prepares this folder; a lock whose process is gone does not count. */
async function takeLock() {
  for (let waited = false; ; waited = true) {
    try {
      return writeFileSync(lock, String(process.pid), { flag: "wx" });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = readText(lock);
    if (holder && !isRunning(Number(holder))) rmSync(lock, { force: true });
    else if (!waited) say("Waiting for another process that installs or builds here (if there is none, delete .ready)");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0); // sends nothing, only asks
  } catch (error) {
    return error.code === "EPERM"; // it runs, as another user
  }
}

function readPackages(path) {
  return readJson(path)?.packages;
}

function readJson(path) {
  const text = readText(join(root, path));
  return text && JSON.parse(text);
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

function say(message) {
  console.error(message);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
