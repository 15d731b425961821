import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { DrawPage } from "./draw/draw-page.js";
import { useServerKey } from "./kept/server-key.js";
import { ModelsPage } from "./models/models-page.js";
import type { PageProps } from "./page-props.js";
import { KeyChoice } from "./parts/key-choice.js";
import { useDropped } from "./parts/use-dropped.js";
import { ReadPage } from "./read/read-page.js";
import { ReviewPage } from "./review/review-page.js";
import { type Behind, useBehind } from "./server.js";
import { TeachPage } from "./teach/teach-page.js";

const pages: readonly PageEntry[] = [
  { name: "draw", title: "Draw", Page: DrawPage },
  { name: "read", title: "Read", Page: ReadPage },
  { name: "teach", title: "Teach", Page: TeachPage },
  { name: "review", title: "Review", Page: ReviewPage, asksServer: true },
  { name: "models", title: "Models", Page: ModelsPage, asksServer: true },
];

const WHERE: Readonly<Record<Behind, string>> = { service: "with a server", review: "for review", nobody: "in this page alone" };

/** The page that the address asks for: "#read". */
function useHash(): string {
  const [hash, setHash] = useState(location.hash.slice(1));
  useEffect(() => {
    const told = () => setHash(location.hash.slice(1));
    addEventListener("hashchange", told);
    return () => removeEventListener("hashchange", told);
  }, []);
  return hash;
}

export function App() {
  const [hash = "", query = ""] = useHash().split("?");
  const behind = useBehind();
  const { key } = useServerKey();
  useDropped();
  const shown = pages.find(({ name }) => name === hash) ?? (pages[0] as PageEntry);
  useEffect(() => {
    document.title = `${shown.title} · Tenfold`;
  }, [shown]);
  const where = (
    <>
      {behind && WHERE[behind]}
      {!crossOriginIsolated && (
        <span title="The page is not cross-origin isolated: its host does not let it use more threads"> · on one thread</span>
      )}
    </>
  );
  return (
    <>
      <header class="top">
        <a class="name" href="#draw">
          Tenfold
        </a>
        <nav aria-label="Pages">
          {pages.map(({ name, title }) => (
            <a key={name} href={`#${name}`} aria-current={name === shown.name ? "page" : undefined}>
              {title}
            </a>
          ))}
        </nav>
        {behind === "service" ? <KeyChoice>{where}</KeyChoice> : <span class="where">{where}</span>}
      </header>
      <main>
        <shown.Page key={`${shown.name}?${query} ${shown.asksServer ? key : ""}`} behind={behind} asked={new URLSearchParams(query)} />
      </main>
    </>
  );
}

interface PageEntry {
  readonly name: string;
  readonly title: string;
  readonly Page: (props: PageProps) => VNode | null;
  /** Whether it begins anew with another key. */
  readonly asksServer?: boolean;
}
