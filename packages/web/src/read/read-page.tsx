import { useEffect, useState } from "preact/hooks";
import { documentOf } from "tenfold/document";
import type { ReadContext } from "tenfold/recognize";
import { useRegion } from "../kept/writer-region.js";
import { pageReader } from "../page-reading.js";
import { RegionChoice } from "../parts/region-choice.js";
import { useDropped } from "../parts/use-dropped.js";
import { type PageString, PageView } from "./page-view.js";
import { freePicture, pagesOfFile, type ShownPage, type ShownPicture } from "./pages-of-file.js";
import { SaveChoice } from "./save/save-choice.js";
import { StringList } from "./string-list.js";
import { TemplateEditor } from "./template/template-editor.js";
import { formOf, kindsOf, readerOf, type WhatStands } from "./what-stands.js";
import { WhatStandsChoice } from "./what-stands-choice.js";

/** What was read so far, and whether that is all. */
interface Read {
  readonly pages: readonly ShownPage[];
  readonly isWhole: boolean;
}

const NOTHING: Read = { pages: [], isWhole: true };

/** Pictures, photos and PDFs, read in the page. */
export function ReadPage() {
  const [what, setWhat] = useState<WhatStands>({ kind: undefined });
  const [region, setRegion] = useRegion();
  const [file, setFile] = useState<File>();
  const [{ pages, isWhole }, setRead] = useState(NOTHING);
  /** The page that is being read. */
  const [coming, setComing] = useState<ShownPicture>();
  const [fields, setFields] = useState(0);
  const [at, setAt] = useState(0);
  const [trouble, setTrouble] = useState<string>();
  const [{ chosen, digit }, setChoice] = useState<{ readonly chosen?: PageString; readonly digit?: number | undefined }>({});
  const choose = (chosen: PageString, digit?: number) => setChoice({ chosen, digit });
  const [isEditing, setEditing] = useState(false);

  useEffect(() => {
    if (!file) return;
    const end = new AbortController();
    const found: ShownPage[] = [];
    const pictures: ShownPicture[] = [];
    setComing(undefined);
    setRead({ pages: [], isWhole: false });
    setFields(0);
    setAt(0);
    setTrouble(undefined);
    setChoice({});
    const readAll = async () => {
      const read = readerOf(what, region, (count) => !end.signal.aborted && setFields(count));
      const onDrawn = (picture: ShownPicture) => {
        pictures.push(picture);
        if (!end.signal.aborted) setComing(picture);
      };
      for await (const one of pagesOfFile(file, read, { signal: end.signal, onDrawn })) {
        if (end.signal.aborted) return;
        found.push(one);
        setRead({ pages: [...found], isWhole: false });
        setFields(0);
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
      pictures.forEach(freePicture);
    };
  }, [file, what, region]);

  useEffect(() => {
    if (isEditing) return;
    const pasted = ({ clipboardData }: ClipboardEvent) => {
      const [first] = clipboardData?.files ?? [];
      if (first) setFile(first);
    };
    addEventListener("paste", pasted);
    return () => removeEventListener("paste", pasted);
  }, [isEditing]);

  useDropped(({ files: [first] }) => !isEditing && first && setFile(first)); // the editor has a drop of its own

  const turn = (to: number) => {
    setAt(Math.min(Math.max(to, 0), pages.length - 1));
    setChoice({});
  };
  const saved = async () => ({
    document: documentOf(
      pages.map(({ page }) => page),
      await pageReader(),
    ),
    scans: pages.map(({ picture }) => picture),
    stem: stemOf(file?.name ?? "read"),
    tables: kindsOf(what),
  });
  if (isEditing) {
    return (
      <TemplateEditor
        opened={"source" in what ? what : undefined}
        file={file}
        onUse={(template) => {
          setWhat(template);
          setEditing(false);
        }}
        onEnd={() => setEditing(false)}
      />
    );
  }
  const shown = pages[at];
  const page = shown?.page;
  const picture = pages.length === 0 && !isWhole ? coming : shown?.picture;
  const strings = page && "strings" in page ? page.strings : [];
  const cells = page && "grids" in page ? page.grids.flatMap((grid) => grid.cells) : [];
  return (
    <section class="read">
      <h1>Read a picture or PDF</h1>
      <div class="choices">
        <label class="drop">
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
        <WhatStandsChoice what={what} onChoose={setWhat} onEdit={() => setEditing(true)}>
          <RegionChoice region={region} onChoose={setRegion} />
        </WhatStandsChoice>
      </div>
      <p class="hint" aria-live="polite">
        {isWhole ? "" : progressOf(pages, fields)}
        {isWhole && page && "reason" in page && page.reason ? page.reason : ""}
        {page && "notice" in page && page.notice ? ` ${page.notice}` : ""}
        {page && "context" in page && page.context?.region ? ` ${byRegion(page.context)}` : ""}
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
      {page && "error" in page && (
        <p class="trouble" role="alert">
          {page.error}
        </p>
      )}
      {picture && (
        <div class="result">
          <PageView
            key={picture.address}
            picture={picture}
            cells={cells}
            strings={strings}
            chosen={chosen}
            digit={digit}
            onChoose={choose}
          />
          <div class="beside">
            {isWhole && <SaveChoice what={saved} form={formOf(what)} />}
            <StringList strings={strings} chosen={chosen} digit={digit} onChoose={choose} />
          </div>
        </div>
      )}
    </section>
  );
}

function progressOf(pages: readonly ShownPage[], fields: number): string {
  const [first] = pages;
  const page = first && first.of > pages.length ? `Reading page ${pages.length + 1} of ${first.of}` : "Reading";
  return fields > 0 ? `${page}, field ${fields + 1}` : page;
}

function byRegion({ changed, region }: ReadContext): string {
  const what = changed === 0 ? "Nothing is" : changed === 1 ? "One sign is" : `${changed} signs are`;
  return `${what} read otherwise for the hand of ${region}.`;
}

/** A file's name without its ending. */
function stemOf(name: string): string {
  return name.replace(/(?<=.)\.\w+$/, "");
}
