import { useRef, useState } from "preact/hooks";
import { useDropped } from "../../parts/use-dropped.js";
import { type Backdrop, draftFrom } from "./backdrop.js";
import { type OwnTemplate, openedTemplate, type TemplateSource } from "./template-source.js";

/** A template to edit, and the pictures of its pages where there are some. */
export interface Begun {
  readonly source: TemplateSource;
  readonly template?: OwnTemplate["template"] | undefined;
  readonly backdrops: readonly Backdrop[];
  /** What a draft left out, in sentences. */
  readonly notices?: readonly string[] | undefined;
}

export interface TemplateStartProps {
  /** What was open in Read: perhaps the empty form. */
  readonly file: File | undefined;
  /** A template that somebody was at, and did not save. */
  readonly left: TemplateSource | undefined;
  onBegin(begun: Begun): void;
}

/** Where a template comes from: a draft of an empty form, a file, or what somebody was at before. */
export function TemplateStart({ file, left, onBegin }: TemplateStartProps) {
  const [dpi, setDpi] = useState<number>();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const turn = useRef(0);

  const trying = async (begin: () => Promise<Begun>) => {
    const own = ++turn.current;
    setTrouble(undefined);
    setBusy(true);
    try {
      const begun = await begin();
      if (own === turn.current) onBegin(begun);
    } catch (error) {
      if (own === turn.current) setTrouble((error as Error).message);
    } finally {
      if (own === turn.current) setBusy(false);
    }
  };
  const take = (given: File | undefined) => {
    if (!given) return;
    const isTemplate = /\.json$/i.test(given.name);
    void trying(async () => (isTemplate ? { ...(await openedTemplate(given)), backdrops: [] } : draftFrom(given, dpi)));
  };
  useDropped(({ files: [first] }) => take(first));
  return (
    <>
      <p class="hint">
        Take a scan of the empty form. Its boxes, cells and lines become fields, which you then name, move and size; or open a template that
        is there already.
      </p>
      <div class="choices">
        <label class="drop">
          <input
            type="file"
            accept="image/*,application/pdf,.json"
            onChange={({ currentTarget }) => {
              take(currentTarget.files?.[0]);
              currentTarget.value = "";
            }}
          />
          <span>Drop or choose the empty form, a picture or PDF, or a template</span>
        </label>
        <label class="dpi">
          Pixels an inch
          <input
            type="number"
            inputMode="numeric"
            min={30}
            max={2400}
            placeholder="as the file says"
            onChange={({ currentTarget: { valueAsNumber } }) => setDpi(Number.isNaN(valueAsNumber) ? undefined : valueAsNumber)}
          />
        </label>
      </div>
      <p class="deeds">
        {file && (
          <button type="button" disabled={isBusy} onClick={() => take(file)}>
            Take {file.name}
          </button>
        )}
        {left && (
          <button type="button" disabled={isBusy} onClick={() => onBegin({ source: left, backdrops: [] })}>
            Go on with “{left.name}”
          </button>
        )}
      </p>
      <p class="hint" aria-live="polite">
        {isBusy ? "Looking for boxes, cells and lines" : ""}
      </p>
      {trouble !== undefined && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </>
  );
}
