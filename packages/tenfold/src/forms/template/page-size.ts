/** Sizes of paper by name, width and height in millimeters. Source: ISO 216; ANSI/ASME Y14.1 for letter and legal */
const upright = {
  A3: [297, 420],
  A4: [210, 297],
  A5: [148, 210],
  A6: [105, 148],
  letter: [215.9, 279.4],
  legal: [215.9, 355.6],
} as const;

type PaperName = keyof typeof upright;
export type SizeName = PaperName | `${PaperName} landscape`;

const names = Object.keys(upright) as PaperName[];

/** Every name that a size has, as "A4" and "A4 landscape". */
export const sizeNames: readonly SizeName[] = names.flatMap((name) => [name, `${name} landscape` as const]);

/** Width and height in millimeters. */
export function sizeNamed(name: SizeName): readonly [width: number, height: number] {
  const [paper, lying] = name.split(" ") as [PaperName, string?];
  const [width, height] = upright[paper];
  return lying ? [height, width] : [width, height];
}

/** How far a side may be from a paper's: a scanner's glass begins a little within the sheet. */
const SLACK = 0.015;

/** The paper that has the proportion of these sides, and the size, where millimeters are known. */
export function likelySize(width: number, height: number, { inMillimeters }: { inMillimeters: boolean }): SizeName | undefined {
  const likely = inMillimeters ? sizeNames : (["A4", "A4 landscape", "letter", "letter landscape"] as const);
  return likely.find((name) => {
    const [across, down] = sizeNamed(name);
    const isNear = (one: number, other: number) => Math.abs(one / other - 1) <= SLACK;
    return inMillimeters ? isNear(width, across) && isNear(height, down) : isNear(width / height, across / down);
  });
}
