// Letters and signs that are digits to the eye once they are brought to a digit's size: nobody could tell them from 0, 1, 2, 5, 6, 8 or 9.

const LETTERS = "OoIlSsZzBbgqDQ";
/** One straight stroke, or nothing but one, is a 1. */
const STROKES = "|/'`,";

/** @param {string} label what its writer was asked for */
export const isDigitToTheEye = (label) => `${LETTERS}${STROKES}`.includes(label);
