import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { FieldToReview, ReviewStats, Verdict } from "tenfold-works/review/record";
import type { PageProps } from "../app.js";
import { askServer, reviewerName, ServerError, setReviewerName } from "../server.js";
import { FieldView } from "./field-view.js";
import { KeyHelp } from "./key-help.js";

/** So many fields are there before they are wanted. */
const AHEAD = 6;

/** Fields in doubt, one after the other, by keyboard. */
export function ReviewPage({ behind }: PageProps) {
  const hasServer = behind === "service" || behind === "review";
  const [queue, setQueue] = useState<readonly FieldToReview[]>([]);
  const [typed, setTyped] = useState<{ readonly id: string; readonly text: string }>();
  const [stats, setStats] = useState<ReviewStats>();
  const [trouble, setTrouble] = useState<string>();
  const [showsKeys, setShowsKeys] = useState(false);
  const [isClose, setIsClose] = useState(true);
  const [name, setName] = useState(reviewerName());
  const input = useRef<HTMLInputElement>(null);
  const [field] = queue;
  const text = field && typed?.id === field.id ? typed.text : (field?.string.text ?? "");
  const setText = (text: string) => field && setTyped({ id: field.id, text });

  const refresh = useCallback(async () => {
    try {
      const [{ fields }, told] = await Promise.all([
        askServer<{ readonly fields: FieldToReview[] }>(`v1/review/next?count=${AHEAD}`),
        askServer<ReviewStats>("v1/review/stats"),
      ]);
      setQueue((now) => [
        ...now.filter(({ id }) => fields.some((one) => one.id === id)),
        ...fields.filter(({ id }) => !now.some((one) => one.id === id)),
      ]);
      setStats(told);
      setTrouble(undefined);
    } catch (error) {
      setTrouble((error as Error).message);
    }
  }, []);

  useEffect(() => {
    if (hasServer) void refresh();
  }, [hasServer, refresh]);
  useLayoutEffect(() => input.current?.select(), [field?.id]);

  /** The next field is shown at once; what was said is sent meanwhile, and comes back where it was refused. */
  const say = async (verdict: Verdict, corrected?: string) => {
    if (!field) return;
    setQueue((now) => now.slice(1));
    try {
      const body = JSON.stringify({ verdict, ...(corrected !== undefined && { text: corrected }) });
      await askServer(`v1/fields/${field.id}/corrections`, { method: "POST", headers: { "content-type": "application/json" }, body });
      await refresh();
    } catch (error) {
      setTrouble((error as Error).message);
      if (!(error instanceof ServerError) || error.status !== 409) setQueue((now) => [field, ...now]);
    }
  };
  const undo = async () => {
    try {
      await askServer("v1/review/undo", { method: "POST" });
      setQueue([]);
      await refresh();
    } catch (error) {
      setTrouble((error as Error).message);
    }
  };
  const accept = () => (text === field?.string.text ? say("right") : say("corrected", text));

  /** Wherever the focus is: only what a control does by itself stays its own. */
  const onKey = (event: KeyboardEvent) => {
    if (!hasServer || isOthers(event, input.current)) return;
    const key = event.key.toLowerCase();
    const act = (deed: () => void) => {
      event.preventDefault();
      deed();
    };
    if (event.key === "Enter") act(() => void accept());
    else if (event.altKey && /^[123]$/.test(event.key)) act(() => setText(field?.string.alternatives[Number(event.key) - 1]?.text ?? text));
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (key === "u") act(() => void say("unreadable"));
    else if (key === "x") act(() => void say("no field"));
    else if (key === "z") act(() => void undo());
    else if (event.key === " ") act(() => setIsClose((now) => !now));
    else if (event.key === "?") act(() => setShowsKeys((now) => !now));
    else if (event.key === "Tab" && !event.shiftKey && queue.length > 1)
      act(() => setQueue((now) => [...now.slice(1), ...now.slice(0, 1)]));
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
  return (
    <section class="review">
      <h1>Review</h1>
      <p class="tally">
        {stats && (
          <>
            {stats.open} to look at, {stats.done} done
            {stats.accepted.looked > 0 && `; of ${stats.accepted.looked} accepted ones looked at ${stats.accepted.wrong} were wrong`}
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
          />
        </label>
      </p>
      {trouble !== undefined && <p class="trouble">{trouble}</p>}
      {field ? (
        <>
          <FieldView field={field} isClose={isClose} />
          <form
            class="proposal"
            onSubmit={(event) => {
              event.preventDefault();
              void accept();
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
                {text === field.string.text ? "Right" : "Correct"} <kbd>Enter</kbd>
              </button>
              <button type="button" onClick={() => void say("unreadable")}>
                Unreadable <kbd>U</kbd>
              </button>
              <button type="button" onClick={() => void say("no field")}>
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
          Nothing is left to look at.{" "}
          <button type="button" class="plain" onClick={() => void undo()}>
            Take the last one back
          </button>
        </p>
      )}
      {showsKeys && <KeyHelp />}
    </section>
  );
}

/** A key that belongs to what has the focus: letters to another text, Enter and space to a button. */
function isOthers({ target, key }: KeyboardEvent, own: HTMLInputElement | null): boolean {
  if (target === own || !(target instanceof HTMLElement)) return false;
  if (target.matches("input, textarea, select")) return true;
  return target.matches("button, a, summary") && (key === "Enter" || key === " " || key === "Tab");
}
