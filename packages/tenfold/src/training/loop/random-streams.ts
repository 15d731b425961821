/** Names for the streams of random numbers that one seed feeds during training. */
export const randomStreams = { order: 1, augment: 2, dropout: 3, context: 4, wear: 5 } as const;
