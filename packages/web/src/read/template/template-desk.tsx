import { useEffect, useRef, useState } from "preact/hooks";
import { templateText } from "tenfold-works/formats";
import { type Backdrop, blankSheet, freed } from "./backdrop.js";
import { begun as begunHistory, changed, redone, undone } from "./edit/edit-history.js";
import { boxOf, freeName, type ItemPlace, itemAt, onPage, type SourceItem, withAdded, withItem } from "./edit/edit-items.js";
import { grainOf, sizeOf, tidy, unitOf } from "./edit/template-units.js";
import { leaveTemplate } from "./left-template.js";
import { AnchorForm } from "./panel/anchor-form.js";
import { FieldForm } from "./panel/field-form.js";
import { ItemList } from "./panel/item-list.js";
import { ScanCheck } from "./scan-check.js";
import { TemplateCanvas } from "./template-canvas.js";
import type { OwnTemplate, SourceAnchor, SourceBox, SourceField, SourcePage, TemplateSource } from "./template-source.js";
import type { Begun } from "./template-start.js";
import { useTemplateCheck } from "./use-template-check.js";

export interface TemplateDeskProps {
  readonly begun: Begun;
  onUse(template: OwnTemplate): void;
  /** @param text of its file */
  onSave(template: OwnTemplate, text: string): void;
  onEnd(): void;
}

/** A mark is this large at first, in millimeters. */
const MARK = 5;

/** A template, its page and what is said of the thing that is chosen, side by side. */
export function TemplateDesk({ begun, onUse, onSave, onEnd }: TemplateDeskProps) {
  const [history, setHistory] = useState(() => begunHistory(begun.source));
  const [backdrops, setBackdrops] = useState<Readonly<Record<number, Backdrop>>>({ ...begun.backdrops });
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<ItemPlace>();
  const [isAdding, setAdding] = useState(false);
  const [isOnScan, setOnScan] = useState(false);
  const [scan, setScan] = useState<File>();
  const source = history.now;
  const { template, fault, source: told } = useTemplateCheck(source, begun.template);
  const panel = useRef<HTMLDivElement>(null);
  const own = useRef(backdrops);
  own.current = backdrops;

  useEffect(() => {
    if (!fault && told === source && source !== begun.source) leaveTemplate(source);
  }, [source, told, fault, begun]);
  useEffect(() => () => freed(Object.values(own.current)), []);

  const change = (next: TemplateSource, mark?: string) => setHistory((now) => changed(now, next, mark));
  const choose = (place: ItemPlace | undefined) => setChosen(place);
  const page = source.pages[at] as SourcePage;
  const item = chosen && itemAt(page, chosen);
  const grain = grainOf(source);
  const shownPage = template?.pages[at];
  const size = shownPage && sizeOf(source, page, shownPage);

  const add = (list: ItemPlace["list"], made: SourceItem) => {
    change(withAdded(source, at, list, made));
    choose({ list, at: page[list]?.length ?? 0 });
    setAdding(false);
  };
  const addField = (box: SourceBox) => {
    add("fields", { name: freeName(source), box: box.map((side) => tidy(side, grain)), field: "digits" });
    queueMicrotask(toName); // drawn anew by then, and before the next key
  };
  const addInMiddle = () => size && addField([0.35 * size[0], 0.48 * size[1], 0.3 * size[0], 0.03 * size[1]]);
  const addMark = () => {
    const middle = (size ?? [0, 0]).map((side) => tidy(side / 2, grain));
    add("anchors", { kind: "square", at: middle, size: tidy(MARK / unitOf(source, page), grain) });
  };
  const copy = () => {
    const box = item && boxOf(item);
    if (!item || !box || !chosen || !size) return;
    const [left = 0, top = 0, width = 0, height = 0] = box;
    const place = onPage([left, top + 1.25 * height, width, height], size).map((side) => tidy(side, grain));
    if (chosen.list === "fields") {
      const { cells, ...rest } = item as SourceField;
      const kept = Array.isArray(cells) ? cells.length : cells;
      add("fields", { ...rest, ...(kept !== undefined && { cells: kept }), box: place, name: freeName(source, rest.name) });
    } else add("anchors", moved(item as SourceAnchor, place));
  };
  const remove = (place: ItemPlace) => {
    const count = (page[place.list]?.length ?? 0) - 1;
    change(withItem(source, at, place, undefined));
    choose(count > 0 ? { ...place, at: Math.min(place.at, count - 1) } : undefined);
  };
  const back = () => setHistory(undone);
  const forth = () => setHistory(redone);
  const goTo = (place: ItemPlace) => {
    choose(place);
    queueMicrotask(toName); // drawn anew by then, and before the next key
  };
  const isFaulty = ({ list, at: own }: ItemPlace) => fault?.page === at && fault.items.some((one) => one.list === list && one.at === own);

  const onKey = useRef<((event: KeyboardEvent) => void) | undefined>(undefined);
  // As it is drawn now: an effect would come after the next key of one who types fast.
  onKey.current = (event) => {
    const key = event.key.toLowerCase();
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && key === "z") (event.shiftKey ? forth : back)();
    else if (isCommand && key === "y") forth();
    else if (isCommand && key === "d" && chosen) copy();
    else if (key === "escape" && isAdding) setAdding(false);
    else if (key === "escape" && panel.current?.contains(event.target as Node)) chosenShape()?.focus();
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    const heard = (event: KeyboardEvent) => onKey.current?.(event);
    addEventListener("keydown", heard);
    return () => removeEventListener("keydown", heard);
  }, []);

  const done = fault || !template || told !== source ? undefined : { source, template };
  const backdrop = backdrops[at] ?? (size && blankSheet(size));
  return (
    <>
      <div class="choices tools">
        <label class="wide">
          What the form is called
          <input
            type="text"
            value={source.name}
            autocomplete="off"
            onInput={({ currentTarget }) => change({ ...source, name: currentTarget.value }, "form name")}
          />
        </label>
        <button type="button" onClick={back} disabled={history.past.length === 0}>
          Undo
        </button>
        <button type="button" onClick={forth} disabled={history.future.length === 0}>
          Redo
        </button>
        <button type="button" disabled={!done} onClick={() => done && onSave(done, templateText(source))}>
          Save as JSON
        </button>
        <button type="button" class="main" disabled={!done} onClick={() => done && onUse(done)}>
          Read with it
        </button>
        <button type="button" onClick={onEnd}>
          Back to reading
        </button>
      </div>
      {fault && !(item && chosen && isFaulty(chosen)) && (
        <p class="trouble" role="alert">
          {fault.sentence}{" "}
          {fault.items.length > 0 && (
            <button
              type="button"
              class="plain"
              onClick={() => {
                setOnScan(false);
                setAt(fault.page ?? 0);
                goTo(fault.items.at(-1) as ItemPlace);
              }}
            >
              Show it
            </button>
          )}
        </p>
      )}
      {!fault &&
        [...(begun.notices ?? []), ...(template?.notices ?? [])].map((notice) => (
          <p key={notice} class="hint">
            {notice}
          </p>
        ))}
      <div class="sides">
        <div class="tabs" role="group" aria-label="What is shown">
          <button type="button" aria-pressed={!isOnScan} onClick={() => setOnScan(false)}>
            The form
          </button>
          <button type="button" aria-pressed={isOnScan} onClick={() => setOnScan(true)}>
            On a filled scan
          </button>
        </div>
        {source.pages.length > 1 && (
          <nav class="turn" aria-label="Pages of the form">
            <button type="button" disabled={at === 0} onClick={() => turn(at - 1)}>
              Before
            </button>
            <span>
              page {at + 1} of {source.pages.length}
            </span>
            <button type="button" disabled={at === source.pages.length - 1} onClick={() => turn(at + 1)}>
              Next
            </button>
          </nav>
        )}
      </div>
      {isOnScan && template && !fault && (
        <ScanCheck
          {...{ template, at, scan }}
          onScan={setScan}
          onOpen={(name) => {
            setOnScan(false);
            goTo({ list: "fields", at: page.fields.findIndex((field) => field.name === name) });
          }}
          onFound={({ image, width, height }, toPicture) => {
            if (backdrops[at]) return;
            const unit = unitOf(source, page);
            const map = toPicture.map((part, place) => (place % 3 < 2 ? part * unit : part)) as unknown as Backdrop["toPicture"];
            setBackdrops((now) => ({ ...now, [at]: { address: URL.createObjectURL(image), width, height, toPicture: map } }));
          }}
        />
      )}
      {isOnScan && fault && <p class="hint">It is looked for once the template is in order.</p>}
      {!isOnScan && size && backdrop && (
        <div class="result">
          <div>
            <div class="deeds">
              <button
                type="button"
                aria-pressed={isAdding}
                onClick={(event) => (event.detail === 0 ? addInMiddle() : setAdding(!isAdding))}
              >
                Add a field
              </button>
              <button type="button" onClick={addMark}>
                Add a mark
              </button>
              <button type="button" disabled={!item} onClick={copy}>
                Copy
              </button>
              <button type="button" disabled={!item} onClick={() => chosen && remove(chosen)}>
                Delete
              </button>
            </div>
            <TemplateCanvas
              {...{ backdrop, page, size, grain, chosen, isAdding, isFaulty }}
              onChoose={choose}
              onChange={(place, next, mark) => change(withItem(source, at, place, next), mark)}
              onAdd={addField}
              onRemove={remove}
              onOpen={goTo}
            />
            <p class="hint keys-hint">
              {isAdding ? (
                "Draw the field on the page, or press where it is. Escape ends this."
              ) : (
                <>
                  <span class="by-touch">Touch a field, then draw it or its corners where they belong. Two fingers zoom.</span>
                  <span class="by-keys">
                    <kbd>Tab</kbd> goes from field to field, arrows move, with <kbd>Shift</kbd> they size, with <kbd>Ctrl</kbd> by the
                    finest step; <kbd>Enter</kbd> to its name, <kbd>Delete</kbd>, <kbd>Ctrl</kbd>+<kbd>D</kbd> copies, <kbd>Ctrl</kbd>+
                    <kbd>Z</kbd> takes back.
                  </span>
                </>
              )}
            </p>
          </div>
          <div class="beside" ref={panel}>
            {item && chosen?.list === "fields" && (
              <FieldForm
                key={`${at} ${chosen.at}`}
                field={item as SourceField}
                units={source.units}
                grain={grain}
                fault={isFaulty(chosen) ? fault : undefined}
                onChange={(next, mark) => change(withItem(source, at, chosen, next), mark && `${mark} ${at} ${chosen.at}`)}
              />
            )}
            {item && chosen?.list === "anchors" && (
              <AnchorForm
                key={`mark ${at} ${chosen.at}`}
                anchor={item as SourceAnchor}
                units={source.units}
                grain={grain}
                fault={isFaulty(chosen) ? fault : undefined}
                onChange={(next) => change(withItem(source, at, chosen, next))}
              />
            )}
            <ItemList {...{ page, chosen, isFaulty }} onChoose={choose} />
          </div>
        </div>
      )}
    </>
  );

  /** To the first thing that is said of what is chosen. */
  function toName() {
    const first = panel.current?.querySelector<HTMLInputElement | HTMLSelectElement>(".item-form input, .item-form select");
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  }

  function turn(to: number) {
    setAt(to);
    choose(undefined);
  }
}

/** What is chosen, as it lies on the page. */
function chosenShape(): SVGElement | null {
  return document.querySelector<SVGElement>(".item.chosen");
}

/** A mark or frame in another place. */
function moved(anchor: SourceAnchor, [left = 0, top = 0, width = 0, height = 0]: SourceBox): SourceAnchor {
  return anchor.at ? { ...anchor, at: [left + width / 2, top + height / 2] } : { ...anchor, box: [left, top, width, height] };
}
