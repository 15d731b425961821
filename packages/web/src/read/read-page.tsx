import { useEffect, useState } from "preact/hooks";
import type { Picture } from "tenfold";
import { documentOf, pageOf, type ReadDocument } from "tenfold/document";
import { decodeBlob } from "tenfold/image";
import { type FieldSpec, fieldKinds, type ReadString } from "tenfold/recognize";
import type { PageProps } from "../app.js";
import { pageReader } from "../page-reading.js";
import { PageView } from "./page-view.js";
import { StringList } from "./string-list.js";

interface Read {
  readonly document: ReadDocument;
  /** The first page as it is shown. */
  readonly picture: string;
  readonly width: number;
  readonly height: number;
}

/** Pictures and photos, read in the page; PDFs by the server, where there is one. */
export function ReadPage({ hasServer }: PageProps) {
  const [kind, setKind] = useState("");
  const [file, setFile] = useState<File>();
  const [read, setRead] = useState<Read>();
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const [chosen, setChosen] = useState<ReadString>();

  useEffect(() => {
    if (!file) return;
    let isOver = false;
    setIsBusy(true);
    setTrouble(undefined);
    setChosen(undefined);
    readFile(file, kind === "" ? undefined : kind, hasServer === true)
      .then((result) => !isOver && setRead(result))
      .catch((error: Error) => {
        if (isOver) return;
        setRead(undefined);
        setTrouble(error.message);
      })
      .finally(() => !isOver && setIsBusy(false));
    return () => {
      isOver = true;
    };
  }, [file, kind, hasServer]);

  useEffect(() => {
    const pasted = ({ clipboardData }: ClipboardEvent) => {
      const [first] = clipboardData?.files ?? [];
      if (first) setFile(first);
    };
    addEventListener("paste", pasted);
    return () => removeEventListener("paste", pasted);
  }, []);

  const page = read?.document.pages[0];
  const strings = page && "strings" in page ? page.strings : [];
  const cells = page && "grids" in page ? page.grids.flatMap((grid) => grid.cells) : [];
  return (
    <section class="read">
      <h1>Read a picture</h1>
      <div class="choices">
        <label class="drop" onDragOver={(event) => event.preventDefault()} onDrop={(event) => dropped(event, setFile)}>
          <input
            type="file"
            accept={hasServer ? "image/*,application/pdf" : "image/*"}
            onChange={({ currentTarget }) => {
              const [first] = currentTarget.files ?? [];
              if (first) setFile(first);
              currentTarget.value = ""; // the same file may be chosen again
            }}
          />
          <span>{file ? file.name : "Drop, paste or choose a picture; a phone takes one"}</span>
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
        {read && (
          <a class="button" href={jsonAddress(read.document)} download={`${file?.name ?? "read"}.json`}>
            Save as JSON
          </a>
        )}
      </div>
      <p class="hint" aria-live="polite">
        {isBusy ? "Reading" : trouble ? "" : page && "reason" in page && page.reason ? page.reason : ""}
        {page && "notice" in page && page.notice ? ` ${page.notice}` : ""}
      </p>
      {trouble !== undefined && <p class="trouble">{trouble}</p>}
      {read && (
        <div class="result">
          <PageView {...read} cells={cells} strings={strings as readonly ReadString[]} chosen={chosen} onChoose={setChosen} />
          <StringList strings={strings as readonly ReadString[]} chosen={chosen} onChoose={setChosen} />
        </div>
      )}
    </section>
  );
}

function dropped(event: DragEvent, take: (file: File) => void): void {
  event.preventDefault();
  const [first] = event.dataTransfer?.files ?? [];
  if (first) take(first);
}

async function readFile(file: File, field: string | undefined, hasServer: boolean): Promise<Read> {
  if (file.type === "application/pdf") {
    if (!hasServer)
      throw new Error(
        `${file.name} is a PDF: pages of PDFs are drawn by the server, which is not behind this page; take a picture of the page`,
      );
    throw new Error("PDFs are shown once they are documents: send it to /v1/documents");
  }
  const picture = await decodeBlob(file, file.name);
  const shown = await drawn(picture);
  const reader = await pageReader();
  const reading = await reader.read(picture, { ...(field !== undefined && { field: field as FieldSpec }), transfer: false });
  const place = { file: file.name, page: 1, pages: 1, width: picture.width, height: picture.height, notice: reading.notice };
  return { document: documentOf([pageOf(reading, place)], reader), picture: shown, width: picture.width, height: picture.height };
}

/** The decoded pixels as an address of a picture: what is read is what is shown, turned as the camera says. */
async function drawn({ pixels, width, height, channels }: Picture): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
  const image = context.createImageData(width, height);
  for (let at = 0; at < width * height; at++) {
    const from = at * channels;
    const gray = channels < 3;
    image.data[4 * at] = pixels[from] as number;
    image.data[4 * at + 1] = pixels[gray ? from : from + 1] as number;
    image.data[4 * at + 2] = pixels[gray ? from : from + 2] as number;
    image.data[4 * at + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return URL.createObjectURL(await canvas.convertToBlob({ type: "image/png" }));
}

function jsonAddress(document: ReadDocument): string {
  return URL.createObjectURL(new Blob([JSON.stringify(document)], { type: "application/json" }));
}
