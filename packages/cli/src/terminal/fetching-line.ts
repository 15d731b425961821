import type { Progress } from "tenfold-works";
import { megabytes } from "./megabytes.js";
import { printable } from "./printable.js";

type Fetching = Extract<Progress, { readonly of: "fetching" }>;

/** What a line is drawn on. */
interface Surface {
  write(text: string): void;
  readonly live: boolean;
  /** Ends the line. */
  end(): void;
}

/** Draws how much of a file has been fetched, at each percent or megabyte; where nothing can be drawn over, one line a file. */
export function fetchingLine({ write, live, end }: Surface): (news: Fetching) => void {
  const shown = new Map<string, number>();
  return ({ file, received, total }) => {
    const percent = total ? Math.floor((100 * received) / total) : Math.floor(received / 1e6);
    const before = shown.get(file);
    if (before === percent) return;
    shown.set(file, percent);
    if (live) {
      write(`\r${progressText({ file, received, total })}\u001b[K`);
      if (received === total) end();
    } else if (before === undefined) {
      write(`Fetching ${printable(file)}${total ? `, ${megabytes(total)}` : ""}\n`);
    }
  };
}

function progressText({ file, received, total }: Omit<Fetching, "of">): string {
  return `Fetching ${printable(file)} ${megabytes(received)}${total ? ` of ${megabytes(total)}` : ""}`;
}
