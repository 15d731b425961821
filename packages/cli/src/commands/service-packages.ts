import { InputError } from "tenfold/errors";

/**
 * Does what takes the packages of the service, which are optional: npm leaves them out where it is told to.
 *
 * @throws InputError with the command that installs them, where one is missing
 */
export async function withServicePackages<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    const [, name = "a package"] = /package '([^']+)'/.exec((error as Error).message) ?? [];
    throw new InputError(`${name}, which the service takes, is not installed; npm install --include=optional brings its packages`, {
      cause: error,
    });
  }
}
