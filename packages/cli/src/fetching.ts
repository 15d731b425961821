import type { FetchOptions, FetchProgress } from "tenfold/node";
import type { Host } from "./host.js";
import { printable } from "./printable.js";

/** Tells a host how the fetching of data goes on: on a terminal in one line that is drawn over, else in a line a file. */
export function fetching(host: Host): Pick<FetchOptions, "onProgress" | "notice"> {
  const shown = new Map<string, number>();
  let drawn = false;
  const endLine = () => {
    if (drawn) host.err("\n");
    drawn = false;
  };
  return {
    notice(sentence) {
      endLine();
      host.err(`${printable(sentence)}\n`);
    },
    onProgress({ file, received, total }) {
      const percent = total ? Math.floor((100 * received) / total) : Math.floor(received / 1e6);
      const before = shown.get(file);
      if (before === percent) return;
      shown.set(file, percent);
      if (host.live) {
        host.err(`\r${progressText({ file, received, total })}\u001b[K`);
        drawn = true;
        if (received === total) endLine();
      } else if (before === undefined) {
        host.err(`Fetching ${printable(file)}${total ? `, ${megabytes(total)}` : ""}\n`);
      }
    },
  };
}

function progressText({ file, received, total }: FetchProgress): string {
  return `Fetching ${printable(file)} ${megabytes(received)}${total ? ` of ${megabytes(total)}` : ""}`;
}

/** "26.4 MB" */
export function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
