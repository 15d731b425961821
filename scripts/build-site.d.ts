export function buildSite(folder: string): Promise<{ readonly hasMnist: boolean }>;
