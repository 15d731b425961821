import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { setServerKey, useServerKey } from "../kept/server-key.js";
import { askServer } from "../server.js";

/** What keys are made of: it is sent in a header, where nothing else may stand. */
const KEY_TEXT = /^[\x21-\x7e]+$/;

/**
 * The key for a server that wants one: of this tab alone, unless somebody wants it kept.
 *
 * @param children what is said of the server before it
 */
export function KeyChoice({ children }: { readonly children: ComponentChildren }) {
  const { key, isKept, wanted } = useServerKey();
  const [isOpen, setOpen] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const [keeps, setKeeps] = useState(isKept);
  useEffect(() => setOpen(wanted !== undefined), [wanted]);
  useEffect(() => {
    if (isOpen && wanted === undefined) field.current?.focus(); // asked for by the page, it takes nobody's place
  }, [isOpen]);

  const use = async () => {
    const text = field.current?.value.trim() ?? "";
    setTrouble(undefined);
    if (!KEY_TEXT.test(text)) return setTrouble("a key is wanted as tenfold keys add shows it once: tf_ and letters and digits");
    setBusy(true);
    try {
      await askServer("v1/models", { key: text }); // which every key may see
      setServerKey(text, keeps);
      setOpen(false);
    } catch (error) {
      setTrouble((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <span class="where">
        {children} ·{" "}
        <button type="button" class="plain key" aria-expanded={isOpen} aria-controls="server-key" onClick={() => setOpen(!isOpen)}>
          {key === undefined ? "Key" : isKept ? "Key kept" : "Key in use"}
        </button>
      </span>
      {isOpen && (
        <form
          id="server-key"
          class="choices key-form"
          onSubmit={(event) => {
            event.preventDefault();
            void use();
          }}
        >
          <label>
            Key for this server
            <input ref={field} type="password" name="server-key" autocomplete="off" spellcheck={false} placeholder="tf_…" />
          </label>
          <label class="check">
            <input type="checkbox" checked={keeps} onChange={({ currentTarget }) => setKeeps(currentTarget.checked)} />
            Keep it in this browser
          </label>
          <button type="submit" class="main" disabled={isBusy}>
            Use it
          </button>
          {key !== undefined && (
            <button type="button" onClick={() => setServerKey(undefined, false)}>
              Forget it
            </button>
          )}
          <p class={(trouble ?? wanted) ? "trouble" : "hint"} role={(trouble ?? wanted) ? "alert" : undefined}>
            {trouble ?? wanted ?? "It is sent to this server alone, and forgotten with the tab unless you keep it."}
          </p>
        </form>
      )}
    </>
  );
}
