import { boxOf } from "../edit/edit-items.js";
import type { TemplateFault } from "../edit/template-fault.js";
import type { SourceAnchor, TemplateSource } from "../template-source.js";
import { BoxInputs } from "./box-inputs.js";

export interface AnchorFormProps {
  readonly anchor: SourceAnchor;
  readonly units: TemplateSource["units"];
  readonly grain: number;
  readonly fault: TemplateFault | undefined;
  onChange(anchor: SourceAnchor): void;
}

const KINDS: Readonly<Record<string, string>> = {
  square: "a filled square",
  disc: "a filled disc",
  ring: "a ring",
  cross: "a cross",
  corner: "an angle of two strokes",
  box: "a printed rectangle",
  "page-edges": "the sheet's own edges",
};

/** Print that tells where on the page one is. */
export function AnchorForm({ anchor, units, grain, fault, onChange }: AnchorFormProps) {
  const box = boxOf(anchor);
  return (
    <div class="item-form">
      <label>
        What it is
        <select value={anchor.kind} onChange={({ currentTarget }) => onChange(asKind(anchor, currentTarget.value))}>
          {Object.entries(KINDS).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {anchor.at ? (
        <BoxInputs
          names={["Across", "Down", "Width"]}
          values={[...anchor.at, anchor.size ?? 0]}
          {...{ grain, units }}
          onChange={([x = 0, y = 0, size = 0]) => onChange({ ...anchor, at: [x, y], size })}
        />
      ) : (
        box && (
          <BoxInputs
            names={["Left", "Top", "Width", "Height"]}
            values={box}
            {...{ grain, units }}
            onChange={(own) => onChange({ ...anchor, box: own })}
          />
        )
      )}
      {fault && (
        <p class="trouble" role="alert">
          {fault.sentence}
        </p>
      )}
    </div>
  );
}

/** The same place as another kind of print. */
function asKind(anchor: SourceAnchor, kind: string): SourceAnchor {
  const [left = 0, top = 0, width = 0, height = 0] = boxOf(anchor) ?? [];
  if (kind === "page-edges") return { kind };
  if (kind === "box") return { kind, box: [left, top, width, height] };
  return { kind, at: [left + width / 2, top + height / 2], size: Math.max(width, height) };
}
