// The answers of the scenarios, so that a page and a scenario are given the same words. Reads the
// little of YAML that those files use: scalars, [lists], and lists of maps, also of {maps}.
import { readFileSync } from "node:fs";

const folder = new URL("../../scenarios/answers/", import.meta.url);

function value(text) {
  const words = text.trim();
  if (words.startsWith("[")) return words.slice(1, -1).split(",").map(value);
  const quoted = /^(["'])(.*)\1$/.exec(words);
  return quoted ? quoted[2] : words;
}

// "{a: b, c: [d, e]}" as a map. A comma within quotes or brackets parts nothing.
function map(text) {
  const parts = text.trim().slice(1, -1).match(/(?:"[^"]*"|\[[^\]]*\]|[^,])+/g);
  return Object.fromEntries(
    parts.map((part) => {
      const [, name, rest] = /^\s*([a-z0-9-]+):(.*)$/s.exec(part);
      return [name, value(rest)];
    }),
  );
}

function parse(text) {
  const answers = {};
  let group = null;
  let last = null;
  const lines = text.replace(/\{[^}]*\}/g, (given) => given.replace(/\n\s*/g, " "));
  for (const line of lines.split("\n")) {
    if (!line.trim() || line.trim().startsWith("#")) continue;
    const maps = /^(?:([a-z0-9-]+):|  -) *\[?(\{.*\})\]?$/.exec(line);
    if (maps) {
      if (maps[1]) group = answers[maps[1]] = [];
      group.push(map(maps[2]));
      continue;
    }
    const part = /^( *)(- )?([a-z0-9-]+):(.*)$/.exec(line);
    if (!part) {
      const [owner, key] = last;
      owner[key] = `${owner[key]} ${line.trim()}`;
      continue;
    }
    const [, indent, dash, key, rest] = part;
    if (!indent && !rest.trim()) {
      group = answers[key] = [];
    } else if (indent) {
      if (dash) group.push({});
      group.at(-1)[key] = value(rest);
      last = [group.at(-1), key];
    } else {
      answers[key] = value(rest);
      last = [answers, key];
    }
  }
  return answers;
}

// answersOf("marf", "mash-rating", {rag: "red"}): later ones win.
export function answersOf(...sources) {
  return Object.assign(
    {},
    ...sources.map((source) =>
      typeof source === "string"
        ? parse(readFileSync(new URL(`${source}.yaml`, folder), "utf8"))
        : source,
    ),
  );
}
