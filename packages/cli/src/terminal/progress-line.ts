import type { Progress } from "tenfold-works";
import { fetchingLine } from "./fetching-line.js";
import type { Terminal } from "./terminal.js";
import { plain } from "./text-table.js";

/** Draws how far work is: on a terminal in a line that is drawn over, else in a line an epoch or a file. */
export interface ProgressLine {
  show(news: Progress): void;
  /** Writes text as it is; what does not end its line may be drawn over. */
  write(text: string): void;
  /** Ends the line that was drawn last, before something else is written. */
  end(): void;
}

/** The rest of the line erased. */
const ERASE = "\u001b[K";

export function progressLine({ err, live }: Pick<Terminal, "err" | "live">): ProgressLine {
  let isOpen = false;
  const write = (text: string) => {
    isOpen = live && !text.endsWith("\n");
    err(text);
  };
  const end = () => {
    if (isOpen) write("\n");
  };
  const fetching = fetchingLine({ write, live, end });
  return {
    end,
    write,
    show(news) {
      if (news.of === "fetching") return fetching(news);
      if (news.of === "training" || !live) return; // a training's bar is drawn by those who train
      if (news.of === "composing") {
        const [done, all] = [news.done, news.all].map((count) => count.toLocaleString("en-US"));
        write(`\r${done} of ${all} strings composed${ERASE}`);
        if (news.done === news.all) end();
        return;
      }
      if (!("end" in news)) return write(`\r${news.number} of ${news.files}  ${plain(news.file)}${ERASE}`);
      err(`\r${ERASE}`);
      isOpen = false;
    },
  };
}
