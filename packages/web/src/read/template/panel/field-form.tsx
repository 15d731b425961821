import { cellsFrom, cellsText, gapOf } from "../edit/cells-text.js";
import { filling } from "../edit/edit-items.js";
import type { TemplateFault } from "../edit/template-fault.js";
import type { SourceField, TemplateSource } from "../template-source.js";
import { BoxInputs } from "./box-inputs.js";
import { KindChoice } from "./kind-choice.js";

export interface FieldFormProps {
  readonly field: SourceField;
  readonly units: TemplateSource["units"];
  readonly grain: number;
  /** What the library has against it. */
  readonly fault: TemplateFault | undefined;
  onChange(field: SourceField, mark?: string): void;
}

const PRINTED: Readonly<Record<string, string>> = {
  box: "its box, or each cell's",
  comb: "a line below with teeth",
  line: "a line below",
  none: "nothing",
};

/** All that a template says of a field; what the library refuses stands beside what it is about. */
export function FieldForm({ field, units, grain, fault, onChange }: FieldFormProps) {
  const said = (...keys: readonly (string | undefined)[]) =>
    fault && keys.includes(fault.key) ? (
      <p class="trouble" role="alert">
        {fault.sentence}
      </p>
    ) : null;
  const { label: _, required: __, cells: ___, ...bare } = field;
  const cells = Array.isArray(field.cells) ? field.cells.length : undefined;
  const gap = gapOf(field.cells);
  const withCells = (told: SourceField["cells"]) => {
    const { cells: _, ...rest } = field;
    onChange(told === undefined ? rest : { ...rest, cells: told });
  };
  const { label = "", required = false, printed = "box" } = field;
  const rest = { ...(field.cells !== undefined && { cells: field.cells }) };
  return (
    <div class="item-form">
      <label>
        Name
        <input
          id="field-name"
          type="text"
          value={field.name}
          autocomplete="off"
          aria-invalid={fault?.key === "name"}
          onInput={({ currentTarget }) => onChange({ ...field, name: currentTarget.value }, "name")}
        />
      </label>
      {said("name")}
      <KindChoice field={field.field ?? "digits"} onChange={(kind) => onChange({ ...field, field: kind })} />
      {said("field")}
      {cells === undefined ? (
        <div class="measures two">
          <label>
            Cells
            <input
              type="text"
              inputMode="text"
              value={cellsText(field.cells)}
              placeholder="none"
              aria-describedby="about-cells"
              onChange={({ currentTarget }) => withCells(cellsFrom(currentTarget.value, gap))}
            />
          </label>
          <label>
            Gap
            <input
              type="number"
              step={grain}
              min={0}
              value={gap}
              aria-label={`Gap between groups, ${units}`}
              onChange={({ currentTarget }) => withCells(cellsFrom(cellsText(field.cells), currentTarget.valueAsNumber || 0))}
            />
          </label>
          <small id="about-cells">8 of them side by side, or in groups with gaps between: 2 2 4</small>
        </div>
      ) : (
        <p class="hint">
          {cells} cells, each with a place of its own, which go with the field.{" "}
          <button type="button" class="plain" onClick={() => withCells(cells)}>
            Make them equal
          </button>
        </p>
      )}
      {said("cells")}
      <label>
        What of it is printed
        <select value={printed} onChange={({ currentTarget }) => onChange({ ...field, printed: currentTarget.value })}>
          {Object.entries(PRINTED).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {said("printed")}
      <label class="check">
        <input
          type="checkbox"
          checked={required}
          onChange={({ currentTarget }) =>
            onChange({ ...bare, ...rest, ...(label && { label }), ...(currentTarget.checked && { required: true }) })
          }
        />
        It must be filled in
      </label>
      <label>
        What stands beside it in print
        <input
          type="text"
          value={label}
          autocomplete="off"
          onInput={({ currentTarget: { value } }) =>
            onChange({ ...bare, ...rest, ...(value && { label: value }), ...(required && { required }) }, "label")
          }
        />
      </label>
      {said("label")}
      <BoxInputs
        names={["Left", "Top", "Width", "Height"]}
        values={field.box}
        {...{ grain, units }}
        onChange={(box) => onChange(filling(field, box, grain))}
      />
      {said("box")}
      {fault && !["name", "field", "cells", "printed", "label", "box"].includes(fault.key ?? "") && said(fault.key)}
    </div>
  );
}
