import { InputError } from "../errors.js";

/**
 * A package that this one uses only for some files, and that its user installs.
 *
 * @throws InputError with the command that installs it
 */
export async function optionalPackage<T>(name: string, version: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new InputError(
      `the package ${name}, which reads such files, is not installed or does not run here; npm install ${name}@${version}`,
      {
        cause: error,
      },
    );
  }
}
