/** Options that every kind of field takes beside its own, each with a sentence for help texts. */
export const commonOptions: Readonly<Record<string, string>> = {
  allowed: 'the values it may have, as texts: ["12345", "12346"]',
  prior: 'how frequent values are, in any unit: { "12345": 20, "12346": 1 }, others 1; without allowed no others are',
  outside: "the probability of a value that is not allowed, 0 unless told",
};
