import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ReviewStats } from "tenfold-works/review/record";
import type { PageProps } from "../page-props.js";
import { reviewerName, setReviewerName } from "../server.js";
import { FieldView } from "./field-view.js";
import { KeyHelp } from "./key-help.js";
import { objectionTo } from "./objection.js";
import { progressWords } from "./progress-words.js";
import { useFields } from "./use-fields.js";

/** Fields in doubt, one after the other, by keyboard. */
export function ReviewPage({ behind }: PageProps) {
  const hasServer = behind === "service" || behind === "review";
  const [typed, setTyped] = useState<{ readonly id: string; readonly text: string }>();
  const { queue, stats, kept, trouble, say, undo, later, renamed } = useFields(
    hasServer,
    ({ id }, text) => text !== undefined && setTyped({ id, text }),
  );
  const [objected, setObjected] = useState<string>();
  const [showsKeys, setShowsKeys] = useState(false);
  const [isClose, setIsClose] = useState(true);
  const [name, setName] = useState(reviewerName());
  const input = useRef<HTMLInputElement>(null);
  const [field] = queue;
  const text = field && typed?.id === field.id ? typed.text : (field?.string.text ?? "");
  const setText = (text: string) => {
    setObjected(undefined);
    if (field) setTyped({ id: field.id, text });
  };
  useLayoutEffect(() => {
    setObjected(undefined);
    input.current?.select();
  }, [field?.id]);

  const accept = () => {
    if (!field) return;
    const { text: read, isBlank = false } = field.string;
    const objection = objectionTo(text, { read, isBlank });
    if (objection && !(objection.mayStay && objected === objection.sentence)) setObjected(objection.sentence);
    else if (text === read) say("right");
    else say("corrected", text);
  };

  /** Wherever the focus is: only what a control does by itself stays its own. */
  const onKey = (event: KeyboardEvent) => {
    if (!hasServer || isOthers(event, input.current)) return;
    const key = event.key.toLowerCase();
    const act = (deed: () => void) => {
      event.preventDefault();
      deed();
    };
    if (event.key === "Enter") act(accept);
    else if (event.altKey && /^[123]$/.test(event.key)) act(() => setText(field?.string.alternatives[Number(event.key) - 1]?.text ?? text));
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (key === "u") act(() => say("unreadable"));
    else if (key === "x") act(() => say("no field"));
    else if (key === "z") act(() => void undo());
    else if (event.key === " ") act(() => setIsClose((now) => !now));
    else if (event.key === "?") act(() => setShowsKeys((now) => !now));
    else if (event.key === "Tab" && !event.shiftKey && queue.length > 1) act(later);
    else if (event.key.length === 1 && event.target !== input.current) input.current?.select(); // and is written there
  };
  const heard = useRef(onKey);
  heard.current = onKey;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => heard.current(event);
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, []);

  if (behind === undefined) return null;
  if (!hasServer) {
    return (
      <section>
        <h1>Review</h1>
        <p class="hint">
          Fields to look at come from Tenfold's server, which is not behind this page. Start one with <code>tenfold serve</code> and open
          its address.
        </p>
      </section>
    );
  }
  const told = stats ? progressWords(stats, name || "local") : [];
  return (
    <section class="review">
      <h1>Review</h1>
      <p class="tally">
        {stats && (
          <>
            {stats.open} to look at, {stats.done} done
            <progress max={Math.max(1, stats.open + stats.done)} value={stats.done} aria-label="How far the review is" />
          </>
        )}
        <label class="who">
          You are
          <input
            value={name === "local" ? "" : name}
            placeholder="your name"
            onInput={({ currentTarget }) => {
              setName(currentTarget.value);
              setReviewerName(currentTarget.value || "local");
            }}
            onChange={renamed}
          />
        </label>
      </p>
      {trouble !== undefined && (
        <p class="trouble" role="alert">
          {trouble}
          {kept > 0 && `. What you said of ${kept} ${kept === 1 ? "field" : "fields"} is kept in this browser and sent then`}
        </p>
      )}
      {field ? (
        <>
          <FieldView field={field} isClose={isClose} />
          <form
            class="proposal"
            onSubmit={(event) => {
              event.preventDefault();
              accept();
            }}
          >
            <label>
              <span>{field.name ?? "What stands there"}</span>
              <input
                ref={input}
                value={text}
                onInput={({ currentTarget }) => setText(currentTarget.value)}
                inputMode="decimal"
                autoComplete="off"
                spellcheck={false}
              />
            </label>
            <div class="deeds">
              <button type="submit" class="main">
                {text === field.string.text && (text !== "" || field.string.isBlank) ? "Right" : "Correct"} <kbd>Enter</kbd>
              </button>
              <button type="button" onClick={() => say("unreadable")}>
                Unreadable <kbd>U</kbd>
              </button>
              <button type="button" onClick={() => say("no field")}>
                No field <kbd>X</kbd>
              </button>
              <button type="button" onClick={() => void undo()}>
                Undo <kbd>Z</kbd>
              </button>
              <button type="button" aria-expanded={showsKeys} onClick={() => setShowsKeys((now) => !now)}>
                Keys <kbd>?</kbd>
              </button>
            </div>
          </form>
          {objected !== undefined && (
            <p class="trouble" role="alert">
              {objected}
            </p>
          )}
          <ul class="others">
            {field.string.alternatives.slice(0, 3).map((other, at) => (
              <li key={other.text}>
                <button type="button" onClick={() => setText(other.text)}>
                  <kbd>Alt {at + 1}</kbd> {other.text}
                </button>
              </li>
            ))}
          </ul>
          <ul class="reasons">
            {field.string.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </>
      ) : (
        <p class="hint">
          {trouble !== undefined ? "No more fields are here." : whatIsLeft(stats)}{" "}
          {stats?.done !== 0 && (
            <button type="button" class="plain" onClick={() => void undo()}>
              Take the last one back
            </button>
          )}
        </p>
      )}
      {showsKeys && <KeyHelp />}
      {told.length > 0 && (
        <ul class="progress-words">
          {told.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function whatIsLeft(stats: ReviewStats | undefined): string {
  if (!stats || stats.open === 0) return "Nothing is left to look at.";
  return `${stats.open === 1 ? "One field is" : `${stats.open} fields are`} with somebody else for a minute, and come here when nothing is said of them.`;
}

/** A key that belongs to what has the focus: letters to another text, Enter and space to a button. */
function isOthers({ target, key }: KeyboardEvent, own: HTMLInputElement | null): boolean {
  if (target === own || !(target instanceof HTMLElement)) return false;
  if (target.matches("input, textarea, select")) return true;
  return target.matches("button, a, summary") && (key === "Enter" || key === " " || key === "Tab");
}
