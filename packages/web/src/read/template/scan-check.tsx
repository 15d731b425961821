import { useEffect, useRef, useState } from "preact/hooks";
import { InputError, type Picture } from "tenfold";
import type { FormPage, FormTemplate } from "tenfold/forms";
import { apply, cornersOf, type Transform } from "tenfold/image";
import { useDropped } from "../../parts/use-dropped.js";
import { foundForm } from "../form/ask-forms.js";
import type { FoundForm } from "../form/form-messages.js";
import { PagePicture } from "../page-picture.js";
import type { PageString } from "../page-view.js";
import { freePicture, picturesOfFile, type ShownPicture, shownPicture } from "../pages-of-file.js";
import { StringList } from "../string-list.js";
import { ZoomFrame } from "../zoom-frame.js";

export interface ScanCheckProps {
  readonly template: FormTemplate;
  /** Which page of it, from 0. */
  readonly at: number;
  /** The scan that was laid under it before. */
  readonly scan: File | undefined;
  onScan(scan: File): void;
  /** To edit a field. */
  onOpen(name: string): void;
  /** Is told of a scan that fits, with the map from millimeters to its pixels. */
  onFound(picture: ShownPicture, toPicture: Transform): void;
}

interface Seen {
  readonly picture: Picture;
  readonly shown: ShownPicture;
}

/** A filled form with the template's fields where registration puts them, and what is read in them. */
export function ScanCheck({ template, at, scan, onScan, onOpen, onFound }: ScanCheckProps) {
  const [seen, setSeen] = useState<Seen>();
  const [found, setFound] = useState<FoundForm>();
  const [fields, setFields] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [chosen, setChosen] = useState<PageString>();
  const [digit, setDigit] = useState<number>();
  const turn = useRef(0);
  const told = useRef(onFound);
  told.current = onFound;

  useEffect(() => {
    if (!scan) return;
    const end = new AbortController();
    let own: Seen | undefined;
    setTrouble(undefined);
    setFound(undefined);
    setSeen(undefined);
    pageOf(scan, at, end.signal).then(
      (page) => {
        own = page;
        if (end.signal.aborted) freePicture(page.shown);
        else setSeen(page);
      },
      (error: Error) => !end.signal.aborted && setTrouble(error.message),
    );
    return () => {
      end.abort();
      if (own) freePicture(own.shown);
    };
  }, [scan, at]);

  useEffect(() => {
    if (!seen) return;
    const own = ++turn.current;
    const isLate = () => own !== turn.current;
    setBusy(true);
    setFields(0);
    setChosen(undefined);
    setTrouble(undefined);
    foundForm(seen.picture, { template, page: at + 1, onField: (count) => !isLate() && setFields(count) })
      .then(
        (form) => {
          if (isLate()) return;
          setFound(form);
          if (form.registration.refusal === undefined) told.current(seen.shown, form.registration.toPicture);
        },
        (error: Error) => !isLate() && setTrouble(error.message),
      )
      .finally(() => !isLate() && setBusy(false));
    return () => {
      turn.current++;
    };
  }, [seen, template, at]);

  useDropped(({ files: [first] }) => first && onScan(first));

  const page = template.pages[at];
  return (
    <>
      <div class="choices">
        <label class="drop">
          <input
            type="file"
            accept="image/*,application/pdf"
            onChange={({ currentTarget }) => {
              const [first] = currentTarget.files ?? [];
              if (first) onScan(first);
              currentTarget.value = "";
            }}
          />
          <span>{scan ? scan.name : "Drop or choose a filled form, a scan or photo, to see its fields found and read"}</span>
        </label>
      </div>
      <p class="hint" aria-live="polite">
        {isBusy ? (fields > 0 ? `Reading field ${fields + 1}` : "Looking for the form") : found ? inWords(found) : ""}
      </p>
      {(trouble ?? found?.registration.refusal) !== undefined && (
        <p class="trouble" role="alert">
          {trouble ?? found?.registration.refusal}
        </p>
      )}
      {seen && page && (
        <div class="result">
          <ZoomFrame width={seen.shown.width} height={seen.shown.height} label="The scan with the template's fields">
            <PagePicture {...seen.shown} />
            {found && <FoundShapes found={found} page={page} chosen={chosen} onChoose={setChosen} />}
          </ZoomFrame>
          <div class="beside">
            {chosen?.name !== undefined && (
              <button type="button" onClick={() => onOpen(chosen.name as string)}>
                Edit “{chosen.name}”
              </button>
            )}
            {found && (
              <StringList
                strings={found.fields}
                chosen={chosen}
                digit={digit}
                onChoose={(field, at) => {
                  setChosen(field);
                  setDigit(at);
                }}
              />
            )}
          </div>
        </div>
      )}
    </>
  );
}

interface FoundShapesProps {
  readonly found: FoundForm;
  readonly page: FormPage;
  readonly chosen: PageString | undefined;
  onChoose(string: PageString): void;
}

/** Printed lines that were found or missed, the sheet, and the fields with what was read; of a form that was refused where they would lie. */
function FoundShapes({ found: { registration, fields }, page, chosen, onChoose }: FoundShapesProps) {
  const { toPicture, evidence } = registration;
  const sheet = { left: 0, top: 0, right: page.width, bottom: page.height };
  const isRefused = registration.refusal !== undefined;
  return (
    <>
      <polygon class="found-sheet" points={placed(cornersOf(sheet), toPicture)} />
      {evidence.map(({ from, to, seen }, at) => (
        <polyline key={at} class={`found-line${seen ? "" : " missed"}`} points={placed([from, to], toPicture)} />
      ))}
      {isRefused &&
        page.fields.map(({ name, box }) => <polygon key={name} class="found-sheet" points={placed(cornersOf(box), toPicture)} />)}
      {fields.map((field) => (
        <g
          key={field.name}
          class={`box ${field.isBlank && field.status === "accepted" ? "blank" : field.status}${field === chosen ? " chosen" : ""}`}
          role="button"
          tabIndex={0}
          aria-label={`${field.name}: ${field.text || "blank"}, ${field.status}`}
          onClick={() => onChoose(field)}
          onKeyDown={({ key }) => key === "Enter" && onChoose(field)}
        >
          <polygon points={field.corners.map((corner) => corner.join()).join(" ")} />
        </g>
      ))}
    </>
  );
}

function placed(points: readonly (readonly [number, number])[], map: Transform): string {
  return points.map((point) => apply(map, point).join()).join(" ");
}

function inWords({ registration: { lines, marks, residual, notice } }: FoundForm): string {
  const hidden = lines.hidden > 0 ? `, ${lines.hidden} hidden by what is written` : "";
  const told = [
    `${lines.seen} of ${lines.of} stretches of printed lines found${hidden}`,
    ...(marks.of > 0 ? [`${marks.seen} of ${marks.of} marks`] : []),
    `places fit to ${residual.millimeters.toFixed(2)} mm`,
    ...(notice === undefined ? [] : [notice]),
  ];
  return `${told.join("; ")}.`;
}

/** The page of a scan that lies under a page of the template: its only one, where it has no more. */
async function pageOf(scan: File, at: number, signal: AbortSignal): Promise<Seen> {
  for await (const drawn of picturesOfFile(scan, signal)) {
    if (drawn.number < Math.min(at + 1, drawn.of)) continue;
    if ("error" in drawn) throw new InputError(drawn.error);
    return { picture: drawn.picture, shown: shownPicture(drawn) };
  }
  throw new InputError(`${scan.name} has no page that could be drawn`);
}
