/** What the reference computes from: an array of floats, or of doubles, or plain numbers. */
export type Numbers = ArrayLike<number>;
