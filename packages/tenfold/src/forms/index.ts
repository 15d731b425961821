export { type ParseTemplateOptions, parseTemplate } from "./parse-template.js";
export { type Registration, registerPage } from "./register-page.js";
export type * from "./template.js";
