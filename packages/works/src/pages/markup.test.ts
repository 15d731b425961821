import { expect, test } from "vitest";
import { markup, trusted } from "./markup.js";

test("what is put in is escaped, in text and in attributes", () => {
  const name = `<script>alert("1")</script> & 'co'`;
  const { markup: html } = markup`<p title="${name}">${name}</p>`;
  const escaped = "&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; &#39;co&#39;";
  expect(html).toBe(`<p title="${escaped}">${escaped}</p>`);
});

test("markup within markup stays, lists are joined, undefined writes nothing", () => {
  const items = ["a", "<b>"].map((item) => markup`<li>${item}</li>`);
  expect(markup`<ul>${items}${undefined}${trusted("<hr>")}${3}</ul>`.markup).toBe("<ul><li>a</li><li>&#60;b&#62;</li><hr>3</ul>");
});

test("signs that control are escaped or, where XML has no way to write them, replaced", () => {
  expect(markup`<p title="${"a\tb\n\u009b\u001b[1m\uD800"}"/>`.markup).toBe('<p title="a&#9;b&#10;&#155;\uFFFD[1m\uFFFD"/>');
});
