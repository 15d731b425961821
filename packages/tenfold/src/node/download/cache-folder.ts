import { homedir } from "node:os";
import { join } from "node:path";

/** What decides where the cache lies; a test passes its own. */
export interface CacheSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Where downloaded data is kept: the folder in TENFOLD_CACHE, or else `tenfold` in the platform's folder for caches: XDG_CACHE_HOME or
 * ~/.cache on Linux, ~/Library/Caches on macOS, LOCALAPPDATA on Windows.
 *
 * Source: XDG Base Directory Specification; Apple, "File System Programming Guide"; Microsoft, "Known Folders"
 */
export function cacheFolder({ platform, env, home }: CacheSurroundings = here()): string {
  if (env.TENFOLD_CACHE) return env.TENFOLD_CACHE;
  if (platform === "darwin") return join(home, "Library", "Caches", "tenfold");
  if (platform === "win32") return join(env.LOCALAPPDATA || join(home, "AppData", "Local"), "tenfold");
  const xdg = env.XDG_CACHE_HOME?.startsWith("/") ? env.XDG_CACHE_HOME : join(home, ".cache"); // a relative one is void
  return join(xdg, "tenfold");
}

function here(): CacheSurroundings {
  return { platform: process.platform, env: process.env, home: homedir() };
}
