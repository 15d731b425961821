import { useMemo } from "preact/hooks";
import { EXAMPLE, learnedBy, OWN, orderedPreset, presetOf, type RecipeText, teachable, textOf } from "./preset-choice.js";

export interface RecipeChoiceProps {
  readonly recipe: RecipeText;
  /** Why it cannot be meant. */
  readonly trouble: string | undefined;
  onChange(recipe: RecipeText): void;
}

/** What of each preset a chooser wants to know. */
const WORDS: Readonly<Record<string, string>> = {
  simple: "the least, in well under a minute",
  fast: "the most in half a minute",
  quick: "learns in a minute or two",
  lenet5: "LeNet-5 of 1998",
  classic: "Keras's customary recipe, patient",
  mobile: "fewer than 30,000 numbers",
  resnet: "residual blocks; an hour and more",
  efficientnet: "squeeze and excitation; an hour and more",
  accurate: "the most accurate; hours",
};

/** Which network learns, and how. */
export function RecipeChoice({ recipe, trouble, onChange }: RecipeChoiceProps) {
  const learned = useMemo(() => {
    try {
      return learnedBy(orderedPreset(recipe));
    } catch {
      return undefined; // told below
    }
  }, [recipe]);
  const set = (part: Partial<RecipeText>) => onChange({ ...recipe, ...part });
  const number = (key: "epochs" | "rate" | "batchSize" | "seed" | "limit", label: string, hint = "") => (
    <label>
      {label}
      <input
        type="text"
        inputMode="decimal"
        name={key}
        placeholder={hint}
        value={recipe[key]}
        onInput={({ currentTarget }) => set({ [key]: currentTarget.value })}
      />
    </label>
  );
  return (
    <fieldset>
      <legend>Network</legend>
      <div class="choices">
        <label>
          Which
          <select
            name="network"
            value={recipe.network}
            onChange={({ currentTarget: { value } }) =>
              set({ network: value, ...textOf(presetOf(value)), ...(value === OWN && recipe.own === "" && { own: EXAMPLE }) })
            }
          >
            {teachable.map(({ name }) => (
              <option key={name} value={name}>
                {name}: {WORDS[name] ?? "a preset"}
              </option>
            ))}
            <option value={OWN}>one of your own, as JSON</option>
          </select>
        </label>
        {number("epochs", "Epochs")}
      </div>
      {recipe.network === OWN && (
        <label class="own">
          Its layers, as <code>tenfold train --network</code> takes them
          <textarea
            rows={10}
            spellcheck={false}
            value={recipe.own}
            onInput={({ currentTarget }) => set({ own: currentTarget.value })}
            aria-invalid={trouble !== undefined}
          />
        </label>
      )}
      <details>
        <summary>More</summary>
        <div class="choices">
          {number("rate", "Learning rate")}
          {number("batchSize", "Batch size")}
          {number("seed", "Seed")}
          {number("limit", "Only the first images", "all")}
        </div>
      </details>
      {trouble !== undefined ? (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      ) : (
        learned !== undefined && <p class="hint">{learned.toLocaleString("en-US")} numbers to learn</p>
      )}
    </fieldset>
  );
}
