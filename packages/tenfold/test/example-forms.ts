/** An application on A4 with squares in its corners, boxed cells, boxes and lines. */
export const application = {
  name: "Membership application",
  units: "mm",
  pages: [
    {
      size: "A4",
      anchors: [
        { kind: "square", at: [12, 12], size: 5 },
        { kind: "square", at: [198, 12], size: 5 },
        { kind: "square", at: [198, 285], size: 5 },
        { kind: "square", at: [12, 285], size: 5 },
      ],
      fields: [
        { name: "member", label: "Member number", box: [25, 50, 56, 8], field: "digits", cells: 8, required: true },
        { name: "zip", label: "ZIP code", box: [120, 50, 35, 8], field: "us-zip", cells: 5 },
        { name: "born", label: "Date of birth", box: [25, 72, 64, 8], field: "date", cells: { groups: [2, 2, 4], gap: 4 } },
        { name: "phone", label: "Phone", box: [110, 72, 70, 9], field: "digits" },
        { name: "account", label: "Account number", box: [25, 95, 70, 8], field: "digits", cells: 10, printed: "comb" },
        { name: "amount", label: "Amount", box: [120, 95, 50, 10], field: "amount" },
        { name: "reference", label: "Reference", box: [25, 118, 90, 8], field: "digits", printed: "line" },
        { name: "items", label: "Items", box: [130, 118, 12, 8], field: "digits" },
      ],
    },
  ],
};

/** A slip without marks: its boxes are all there is to find it by. */
export const slip = {
  name: "Deposit slip",
  units: "pt",
  pages: [
    {
      size: [420, 300],
      fields: [
        { name: "account", label: "Account", box: [40, 60, 200, 24], cells: 10, field: "digits" },
        { name: "branch", label: "Branch", box: [270, 60, 100, 24], cells: { count: 4, gap: 6 }, field: "digits" },
        { name: "amount", label: "Amount", box: [40, 130, 150, 28], field: "amount" },
        { name: "check", label: "Check number", box: [230, 130, 140, 24], cells: 7, field: "digits" },
        { name: "date", label: "Date", box: [40, 210, 120, 22], field: "date" },
      ],
    },
  ],
};

/** Print that is no field. */
export const smallPrint = [
  { text: "MEMBERSHIP APPLICATION", at: [25, 30] as const, size: 7 },
  {
    text: "Please fill in with a black pen, one digit a box. Fields marked with a star must be filled in.",
    at: [25, 38] as const,
    size: 3,
  },
  {
    text: "I have read the conditions overleaf and agree that my data is kept for as long as I am a member.",
    at: [25, 150] as const,
    size: 3.2,
  },
  { text: "The society may change its fees once a year; members are told three months before.", at: [25, 157] as const, size: 3.2 },
  { text: "Signature", at: [25, 200] as const, size: 3.2 },
  { text: "Form 0815/4711 - rev. 2025-03", at: [25, 275] as const, size: 2.5 },
];
