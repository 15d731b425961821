import { describe, expect, it } from "vitest";
import { type Found, refusalOf } from "./registration-refusal.js";

const lines = (of: number, seen = of) => ({ lines: { of, seen } });
const marks = (of: number, seen = of) => ({ marks: { of, seen }, isHeld: seen >= 2 });
/** A form of many lines and no marks, all of which is where it should be. */
const right: Found = {
  ...lines(100),
  ...marks(0),
  share: 1,
  inVain: 0,
  residual: { millimeters: 0 },
  rival: undefined,
  isBare: false,
  isGuessed: true,
  distortion: 1,
};

/** What is just accepted, what is just refused, and the sentence. */
type Border = readonly [what: string, accepted: Partial<Found>, refused: Partial<Found>, sentence: RegExp];

const notFound = /^the form does not fit the picture: .* were found; is it another form, or another page of it\?$/;
const inVain = /^the form does not fit the picture: .* were found, but paper where others should be; is it another form, /;

const borders: readonly Border[] = [
  ["without marks 0.4 of the lines must be seen", { share: 0.41 }, { share: 0.39 }, notFound],
  ["and at most 0.1 of them be in vain", { share: 0.8, inVain: 0.099 }, { share: 0.8, inVain: 0.101 }, inVain],
  [
    "with marks 0.6 of the lines is enough, the rest in vain",
    { ...marks(4), share: 0.61, inVain: 0.39 },
    { ...marks(4), share: 0.59, inVain: 0.41 },
    notFound,
  ],
  [
    "where marks do not hold, they do not count",
    { ...marks(4), share: 0.7, inVain: 0.3 },
    { ...marks(4, 1), share: 0.7, inVain: 0.3 },
    inVain,
  ],
  ["combs and lines below fields alone must be seen to 0.8", { isBare: true, share: 0.81 }, { isBare: true, share: 0.79 }, /were found/],
  ["under 20 stretches, none may be in vain", { ...lines(20), inVain: 0.05 }, { ...lines(19), inVain: 0.05 }, inVain],
  ["but for 0.02 of their length", { ...lines(19), inVain: 0.019 }, { ...lines(19), inVain: 0.021 }, inVain],
  [
    "nor be stretched by more than 1.2",
    { ...lines(19), distortion: 1.19 },
    { ...lines(19), distortion: 1.21 },
    /it would be seen aslant, and so few printed lines look alike/,
  ],
  [
    "unless the sheet was seen",
    { ...lines(19), distortion: 1.3, isGuessed: false },
    { ...lines(19), distortion: 1.3 },
    /it would be seen aslant/,
  ],
  [
    "or marks hold them",
    { ...lines(19), ...marks(2), distortion: 1.3 },
    { ...lines(19), ...marks(2, 1), distortion: 1.3 },
    /it would be seen aslant/,
  ],
  [
    "four stretches decide, whatever marks are seen",
    { ...lines(3, 0), ...marks(9), share: 0 },
    { ...lines(4, 0), ...marks(9), share: 0 },
    notFound,
  ],
  [
    "of marks alone 0.7 must be seen",
    { ...lines(0), ...marks(10, 7), share: 0 },
    { ...lines(0), ...marks(10, 6), share: 0 },
    /^the form does not fit the picture: 6 of its 10 marks were found; /,
  ],
  [
    "which may be seen 2.2 times as high as wide",
    { ...lines(0), ...marks(4), distortion: 2.19 },
    { ...lines(0), ...marks(4), distortion: 2.21 },
    /seen from farther aslant than can be read/,
  ],
  ["lines are believed up to 3.5", { distortion: 3.49 }, { distortion: 3.51 }, /seen from farther aslant than can be read/],
  [
    "a page of nothing has its proportion up to 1.04",
    { ...lines(0), distortion: 1.039 },
    { ...lines(0), distortion: 1.041 },
    /^the sheet's edges were not seen/,
  ],
  [
    "and any where its edges were seen",
    { ...lines(0), distortion: 1.5, isGuessed: false },
    { ...lines(0), distortion: 1.5 },
    /^the sheet's edges were not seen/,
  ],
  [
    "what is found lies 0.8 mm off at most",
    { residual: { millimeters: 0.79 } },
    { residual: { millimeters: 0.81 } },
    /^the form fits the picture badly: what was found lies 0\.8 mm off/,
  ],
  [
    "no other place may be as good",
    {},
    { rival: [-9, 0.04] },
    /^the form may as well lie 9\.0 mm farther left: its lines are seen there, too/,
  ],
];

describe("refusalOf", () => {
  it.each(borders)("%s", (_, accepted, refused, sentence) => {
    expect(refusalOf({ ...right, ...accepted })).toBeUndefined();
    expect(refusalOf({ ...right, ...refused })).toMatch(sentence);
  });

  it("tells of a rival across and down, and says first what is worst", () => {
    expect(refusalOf({ ...right, rival: [3, -4.25] })).toContain("3.0 mm farther right and 4.3 mm farther up");
    expect(refusalOf({ ...right, rival: [3, 0], distortion: Number.NaN })).toContain("seen from farther aslant than can be read");
    expect(refusalOf({ ...right, rival: [3, 0], share: 0.1 })).toMatch(notFound);
    expect(refusalOf({ ...right, rival: [3, 0], residual: { millimeters: 5 } })).toContain("may as well lie 3.0 mm farther right");
  });
});
