// Prints "N passed, N failed" from vitest's JSON report and exits with 1 when any test failed or none passed. A file that
// breaks before its first test counts as one failed.

import { existsSync, readFileSync } from "node:fs";

const [path] = process.argv.slice(2);
if (!existsSync(path)) {
  console.error("vitest wrote no report");
  console.log("0 passed, 0 failed");
  process.exit(1);
}
const { numPassedTests: passed, numFailedTests, testResults } = JSON.parse(readFileSync(path, "utf8"));
const broken = testResults.filter(({ status, assertionResults }) => {
  return status === "failed" && !assertionResults.some((test) => test.status === "failed");
});
const failed = numFailedTests + broken.length;
console.log(`${passed} passed, ${failed} failed`);
process.exit(passed > 0 && failed === 0 ? 0 : 1);
