import { InputError } from "./errors.js";

/**
 * What becomes of packages that this one uses only for some files, and that its user installs, where they are missing:
 * `import("sharp").catch(notInstalled("sharp@0.35"))`. Written so, bundlers leave out what is not installed.
 *
 * @param packages with their versions, as npm takes them; all that such files take, so that one command does
 * @throws InputError with the command that installs them
 */
export function notInstalled(...packages: readonly string[]): (cause: unknown) => never {
  const names = packages.map((one) => one.replace(/(?<=.)@.*$/, ""));
  const missing = names.length === 1 ? `the package ${names[0]}` : `one of the packages ${names.join(" and ")}`;
  return (cause) => {
    throw new InputError(`${missing}, which such files take, is not installed or does not run here; npm install ${packages.join(" ")}`, {
      cause,
    });
  };
}
