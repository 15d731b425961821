import { describe, expect, it } from "vitest";
import { serviceNumbers } from "./service-numbers.js";

describe("a service's numbers", () => {
  it("are told in sentences", () => {
    const text = `# HELP tenfold_readers Readers there are.
tenfold_readers 2
tenfold_reading 1
tenfold_waiting 0
tenfold_jobs 1
tenfold_documents{status="read"} 1200
tenfold_documents{status="failed"} 3
tenfold_requests_total{method="GET",route="/",status="200"} 10
tenfold_requests_total{method="POST",route="/v1/read",status="422"} 2
tenfold_request_seconds_sum{method="GET",route="/",status="200"} 0.6
tenfold_request_seconds_count{method="GET",route="/",status="200"} 12
nodejs_version_info{version="v20"} NaN`;
    expect(serviceNumbers(text)).toEqual([
      "1,203 documents kept: 1,200 read, 3 failed.",
      "1 document to be read; 1 of 2 readers at work, 0 calls waiting for one.",
      "12 requests answered since it started, 2 refused, 0 failed; 50 ms each on average.",
    ]);
  });

  it("of one that has just started are none", () => {
    expect(serviceNumbers("tenfold_readers 1\ntenfold_jobs NaN\n")[0]).toBe("No documents are kept.");
  });
});
