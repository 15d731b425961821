import { useCallback, useEffect, useState } from "preact/hooks";
import { askServer } from "../server.js";

interface Compared {
  readonly fields: number;
  readonly before: number;
  readonly after: number;
}

/** A model that the server learned from corrections. */
interface LearnedModel {
  readonly id: string;
  readonly name: string;
  readonly content: string;
  readonly state: "candidate" | "active" | "retired";
  readonly reasons: readonly string[];
  readonly metrics: {
    readonly held?: Compared;
    readonly accepted?: { readonly count: number; readonly wrong: number };
    readonly base?: readonly { readonly name: string; readonly count: number; readonly before: number; readonly after: number }[];
  };
}

interface Training {
  readonly id: string;
  readonly state: string;
  readonly progress: { readonly part: string; readonly done: number; readonly of: number } | null;
  readonly error: string | null;
}

const EVERY_MS = 2000;

/** What the server learned from corrections: trainings, candidates and why the guard lets them read or not, promotion and the way back. */
export function LearnedModels({ onChange }: { onChange(): void }) {
  const [models, setModels] = useState<readonly LearnedModel[]>([]);
  const [trainings, setTrainings] = useState<readonly Training[]>([]);
  const [trouble, setTrouble] = useState<string>();
  /** Why what stands here may be old. */
  const [lost, setLost] = useState<string>();
  const look = useCallback(async () => {
    const [{ learned }, { trainings }] = await Promise.all([
      askServer<{ readonly learned: LearnedModel[] }>("v1/models"),
      askServer<{ readonly trainings: Training[] }>("v1/trainings?limit=1"),
    ]);
    setModels(learned);
    setTrainings(trainings);
    setLost(undefined);
  }, []);
  useEffect(() => {
    const told = ({ message }: Error) => setLost(message);
    look().catch(told);
    const timer = setInterval(() => look().catch(told), EVERY_MS);
    return () => clearInterval(timer);
  }, [look]);
  const act = async (path: string) => {
    setTrouble(undefined);
    try {
      await askServer(path, { method: "POST" });
      await look();
      onChange();
    } catch (error) {
      setTrouble((error as Error).message);
    }
  };
  const [training] = trainings;
  const isOpen = training !== undefined && ["waiting", "running"].includes(training.state);
  return (
    <>
      <h2>Learned from corrections</h2>
      <div class="deeds">
        {isOpen ? (
          <button type="button" onClick={() => void act(`v1/trainings/${training.id}/cancel`)}>
            Cancel the training
          </button>
        ) : (
          <button type="button" onClick={() => void act("v1/trainings")}>
            Learn from corrections
          </button>
        )}
        {models.some(({ state }) => state === "active") && (
          <button type="button" onClick={() => void act("v1/models/rollback")}>
            Go back to the one before
          </button>
        )}
      </div>
      {training && (
        <p class={training.error === null ? "hint" : "trouble"} aria-live="polite">
          {training.error ?? standOf(training)}
        </p>
      )}
      {(trouble ?? lost) !== undefined && (
        <p class="trouble" role="alert">
          {trouble ?? lost}
        </p>
      )}
      {models.map((model) => (
        <article key={model.id} class="model">
          <p>
            <strong>{model.name}</strong> <code>{model.content}</code> {WORDS[model.state]}
          </p>
          <ul>
            {factsOf(model).map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
          {model.reasons.length > 0 && (
            <ul class="doubts">
              {model.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          )}
          {model.state !== "active" && (
            <button
              type="button"
              class="main"
              disabled={model.reasons.length > 0}
              onClick={() => void act(`v1/models/${model.id}/promote`)}
            >
              Let {model.name} read
            </button>
          )}
        </article>
      ))}
    </>
  );
}

const WORDS: Readonly<Record<LearnedModel["state"], string>> = {
  active: "reads now",
  candidate: "is a candidate",
  retired: "has read before",
};

function standOf({ state, progress }: Training): string {
  return `The latest training: ${state}${progress ? `, ${progress.part} ${progress.done} of ${progress.of}` : ""}.`;
}

/** What the guard found, beside the model that was in use. */
function factsOf({ metrics: { held, accepted, base = [] } }: LearnedModel): readonly string[] {
  return [
    ...(held ? [`Of ${held.fields} held fields it reads ${held.after} right, the one before ${held.before}`] : []),
    ...(accepted ? [`It accepts ${accepted.count} of them, ${accepted.wrong} wrong`] : []),
    ...base.map(({ name, count, before, after }) => `Of ${count} pictures of ${name} it reads ${after} right, the one before ${before}`),
  ];
}
