// Re-anchors every annotation of a page in a text with Apache Annotator, and prints what its selectors find.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , modules, page, text] = process.argv;
const library = `${modules}/@apache-annotator/selector/lib/text/index.js`;
const { textPositionSelectorMatcher, textQuoteSelectorMatcher } = await import(pathToFileURL(library).href);

const data = readFileSync(text, "utf8");
const chunk = { data, equals: (other) => other === chunk };
const chunker = () => ({
  currentChunk: chunk,
  nextChunk: () => null,
  previousChunk: () => null,
  precedesCurrentChunk: () => false,
});

const results = [];
for (const item of JSON.parse(readFileSync(page, "utf8")).items) {
  const found = [];
  for (const selector of item.target.selector) {
    const matcher = selector.type === "TextPositionSelector" ? textPositionSelectorMatcher : textQuoteSelectorMatcher;
    const texts = [];
    for await (const range of matcher(selector)(chunker())) texts.push(data.slice(range.startIndex, range.endIndex));
    found.push(texts);
  }
  results.push(found);
}
console.log(JSON.stringify(results));
