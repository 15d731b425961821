import { mkdir } from "node:fs/promises";
import { join } from "node:path";

/** What decides where the folder lies; a test passes its own. */
export interface DataSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Where the service keeps what it must not lose: the folder in TENFOLD_DATA, or else `tenfold` in the platform's folder for data: XDG_DATA_HOME or
 * ~/.local/share on Linux, ~/Library/Application Support on macOS, APPDATA on Windows.
 *
 * Source: XDG Base Directory Specification; Apple, "File System Programming Guide"; Microsoft, "Known Folders"
 */
export function dataFolder({ platform, env, home }: DataSurroundings): string {
  if (env.TENFOLD_DATA) return env.TENFOLD_DATA;
  if (platform === "darwin") return join(home, "Library", "Application Support", "tenfold");
  if (platform === "win32") return join(env.APPDATA || join(home, "AppData", "Roaming"), "tenfold");
  const xdg = env.XDG_DATA_HOME?.startsWith("/") ? env.XDG_DATA_HOME : join(home, ".local", "share"); // a relative one is void
  return join(xdg, "tenfold");
}

/**
 * Makes a folder for such, which nobody else may look into.
 *
 * @throws InputError when it cannot be made
 */
export async function makeDataFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 }).catch(async (error: NodeJS.ErrnoException): Promise<never> => {
    const { InputError } = await import("tenfold/errors"); // the command's help wants this file, and loads as little as may be
    throw new InputError(`cannot make ${path}: the system answers ${error.code}; choose another folder with --data`);
  });
}
