/** The file descriptors of a decoder's process beside the usual three: what it answers by, how it says that it takes too much memory, and the shared file. */
export const [ANSWERS, REPORT, SHARED] = [3, 4, 5] as const;

/** What stands in such a report. */
export const TOO_MUCH = "memory";
