import { useEffect, useState } from "preact/hooks";
import { documentOf } from "tenfold/document";
import { fieldKinds, type ReadString } from "tenfold/recognize";
import { pageReader } from "../page-reading.js";
import { save } from "../parts/save.js";
import { PageView } from "./page-view.js";
import { pagesOfFile, type ShownPage } from "./pages-of-file.js";
import { StringList } from "./string-list.js";

/** What was read so far, and whether that is all. */
interface Read {
  readonly pages: readonly ShownPage[];
  readonly isWhole: boolean;
}

const NOTHING: Read = { pages: [], isWhole: true };

/** Pictures, photos and PDFs, read in the page. */
export function ReadPage() {
  const [kind, setKind] = useState("");
  const [file, setFile] = useState<File>();
  const [{ pages, isWhole }, setRead] = useState(NOTHING);
  const [at, setAt] = useState(0);
  const [trouble, setTrouble] = useState<string>();
  const [chosen, setChosen] = useState<ReadString>();

  useEffect(() => {
    if (!file) return;
    const end = new AbortController();
    const found: ShownPage[] = [];
    setRead({ pages: [], isWhole: false });
    setAt(0);
    setTrouble(undefined);
    setChosen(undefined);
    const readAll = async () => {
      for await (const one of pagesOfFile(file, kind === "" ? undefined : kind, await pageReader(), end.signal)) {
        if (end.signal.aborted) return;
        found.push(one);
        setRead({ pages: [...found], isWhole: false });
      }
      if (!end.signal.aborted) setRead({ pages: [...found], isWhole: true });
    };
    readAll().catch((error: Error) => {
      if (end.signal.aborted) return;
      setRead({ pages: [...found], isWhole: true });
      setTrouble(error.message);
    });
    return () => {
      end.abort();
      for (const { picture } of found) if (picture) URL.revokeObjectURL(picture);
    };
  }, [file, kind]);

  useEffect(() => {
    const pasted = ({ clipboardData }: ClipboardEvent) => {
      const [first] = clipboardData?.files ?? [];
      if (first) setFile(first);
    };
    addEventListener("paste", pasted);
    return () => removeEventListener("paste", pasted);
  }, []);

  const turn = (to: number) => {
    setAt(Math.min(Math.max(to, 0), pages.length - 1));
    setChosen(undefined);
  };
  const shown = pages[at];
  const page = shown?.page;
  const strings = page && "strings" in page ? page.strings : [];
  const cells = page && "grids" in page ? page.grids.flatMap((grid) => grid.cells) : [];
  return (
    <section class="read">
      <h1>Read a picture or PDF</h1>
      <div class="choices">
        <label class="drop" onDragOver={(event) => event.preventDefault()} onDrop={(event) => dropped(event, setFile)}>
          <input
            type="file"
            accept="image/*,application/pdf"
            onChange={({ currentTarget }) => {
              const [first] = currentTarget.files ?? [];
              if (first) setFile(first);
              currentTarget.value = ""; // the same file may be chosen again
            }}
          />
          <span>{file ? file.name : "Drop, paste or choose a picture or PDF; a phone takes a photo"}</span>
        </label>
        <label>
          What stands there
          <select value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value)}>
            <option value="">any digits</option>
            {fieldKinds.map(({ name, description }) => (
              <option key={name} value={name} title={description}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {isWhole && pages.length > 0 && (
          <button type="button" onClick={() => void saveDocument(pages, file?.name ?? "read")}>
            Save as JSON
          </button>
        )}
      </div>
      <p class="hint" aria-live="polite">
        {isWhole ? "" : progressOf(pages)}
        {isWhole && page && "reason" in page && page.reason ? page.reason : ""}
        {page && "notice" in page && page.notice ? ` ${page.notice}` : ""}
      </p>
      {trouble !== undefined && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      {shown && shown.of > 1 && (
        <nav class="turn" aria-label="Pages of the file">
          <button type="button" disabled={at === 0} onClick={() => turn(at - 1)}>
            Before
          </button>
          <span>
            page {at + 1} of {shown.of}
          </span>
          <button type="button" disabled={at >= pages.length - 1} onClick={() => turn(at + 1)}>
            Next
          </button>
        </nav>
      )}
      {page && "error" in page && <p class="trouble">{page.error}</p>}
      {page && "strings" in page && shown?.picture && (
        <div class="result">
          <PageView
            key={shown.picture}
            picture={shown.picture}
            width={page.width ?? 1}
            height={page.height ?? 1}
            cells={cells}
            strings={strings as readonly ReadString[]}
            chosen={chosen}
            onChoose={setChosen}
          />
          <StringList strings={strings as readonly ReadString[]} chosen={chosen} onChoose={setChosen} />
        </div>
      )}
    </section>
  );
}

function progressOf(pages: readonly ShownPage[]): string {
  const [first] = pages;
  return first && first.of > pages.length ? `Reading page ${pages.length + 1} of ${first.of}` : "Reading";
}

async function saveDocument(pages: readonly ShownPage[], name: string): Promise<void> {
  const document = documentOf(
    pages.map(({ page }) => page),
    await pageReader(),
  );
  save(`${name}.json`, JSON.stringify(document), "application/json");
}

function dropped(event: DragEvent, take: (file: File) => void): void {
  event.preventDefault();
  const [first] = event.dataTransfer?.files ?? [];
  if (first) take(first);
}
