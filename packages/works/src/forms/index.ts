export { type CheckedPage, checkForm } from "./check-form.js";
export { draftForm } from "./draft-form.js";
export { readTemplate } from "./read-template.js";
