import { useState } from "preact/hooks";
import type { PageProps } from "../page-props.js";
import { DataChoice } from "./data-choice.js";
import { OutcomeView } from "./outcome-view.js";
import { limitOf, orderedPreset, presetOf, type RecipeText, textOf } from "./preset-choice.js";
import { RecipeChoice } from "./recipe-choice.js";
import { beginTraining, useTraining } from "./training-at-work.js";
import type { DataSource, TrainingOrder } from "./training-order.js";
import { TrainingView } from "./training-view.js";

const FIRST: RecipeText = { network: "quick", own: "", limit: "", ...textOf(presetOf("quick")) };

/** Trains a network in the page itself, on MNIST, on what people have corrected, or on somebody's own pictures. */
export function TeachPage({ behind }: Pick<PageProps, "behind">) {
  const stand = useTraining();
  const [source, setSource] = useState<DataSource>({ kind: "mnist", base: document.baseURI });
  const [recipe, setRecipe] = useState<RecipeText>(FIRST);
  const { order, trouble } = orderOf(recipe);
  const isAtWork = ["working", "pausing", "judging"].includes(stand.phase);

  return (
    <section class="teach">
      <h1>Teach a network</h1>
      {stand.phase !== "none" && stand.phase !== "looking" && <TrainingView {...stand} />}
      {stand.outcome && stand.begin && stand.order && (
        <OutcomeView order={stand.order} begin={stand.begin} epochs={stand.epochs} outcome={stand.outcome} />
      )}
      {(stand.phase === "none" || stand.phase === "done") && (
        <form
          class="order"
          onSubmit={(event) => {
            event.preventDefault();
            if (order) beginTraining(order, source);
          }}
        >
          {stand.phase === "done" && <h2>Train another</h2>}
          <DataChoice
            source={source}
            onChoose={setSource}
            trouble={stand.trouble?.at === "data" ? stand.trouble.sentence : undefined}
            hasCorrections={behind === "service" || behind === "review"}
          />
          <RecipeChoice recipe={recipe} onChange={setRecipe} trouble={trouble} />
          <p>
            <button type="submit" class="main" disabled={!order || isAtWork}>
              Train
            </button>{" "}
            <span class="hint">In this page, on this machine: no picture leaves it.</span>
          </p>
          {stand.trouble?.at === "training" && (
            <p class="trouble" role="alert">
              {stand.trouble.sentence}
            </p>
          )}
        </form>
      )}
    </section>
  );
}

/** What the form asks for, or why that cannot be meant. */
function orderOf(recipe: RecipeText): { readonly order?: TrainingOrder; readonly trouble?: string } {
  try {
    const limit = limitOf(recipe);
    return { order: { preset: orderedPreset(recipe), ...(limit !== undefined && { limit }) } };
  } catch (error) {
    return { trouble: (error as Error).message };
  }
}
