// The service with trainings that are done in another way: node serve-otherwise.js '{"data": …, "learning": …}'

import { startServer } from "../../packages/server/dist/index.js";

const server = await startServer({ ...JSON.parse(process.argv[2]), port: 0, privateWebhooks: true });
process.stdout.write(`${server.address}\n`);
process.on("SIGINT", () => void server.stop());
