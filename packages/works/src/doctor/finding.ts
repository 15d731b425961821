/** What one look at the machine came to. */
export interface Finding {
  /** One word or two: "pictures". */
  readonly name: string;
  /** Whether it works, is left out by choice, or should work and does not. */
  readonly status: "works" | "missing" | "broken";
  /** What is there, as a phrase. */
  readonly says: string;
  /** What to do, where something is missing or broken. */
  readonly remedy?: string;
}

/** Looks, and takes what is thrown for broken. */
export async function found(name: string, look: () => Promise<Omit<Finding, "name" | "status"> & Partial<Finding>>): Promise<Finding> {
  try {
    return { name, status: "works", ...(await look()) };
  } catch (error) {
    return { name, status: "broken", says: (error as Error).message };
  }
}
