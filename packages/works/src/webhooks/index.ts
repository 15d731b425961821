export { type Delivery, listDeliveries, reopen } from "./deliveries.js";
export { addWebhook, eraseWebhook, listWebhooks, type Webhook } from "./webhooks.js";
