import type { Behind } from "./server.js";

/** What every page is told. */
export interface PageProps {
  /** Who is behind the page; undefined until that is known. */
  readonly behind: Behind | undefined;
  /** What the address asks for beside the page: "#draw?network=mine". */
  readonly asked: URLSearchParams;
}
