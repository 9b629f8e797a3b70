// A form with data-looks="ADDRESS" asks there, by POST, a moment after the last key: what the server
// would find is put into the part of the page that data-looks-into names. Names never stand in an
// address, so nothing goes into the browser's history.
import { putIn } from "./region";
import { statusBeside } from "./said";

const kPause = 400;

function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") fields.append(name, value);
  }
  return fields;
}

function lookWhileTyping(form: HTMLFormElement, address: string, region: HTMLElement): void {
  const say = statusBeside(region);
  let waiting: number | undefined;
  let asked: AbortController | undefined;
  let last = fieldsOf(form).toString();

  async function look(): Promise<void> {
    const fields = fieldsOf(form);
    if (fields.toString() === last) return;
    last = fields.toString();
    fields.set("typed", "1");
    asked?.abort();
    const mine = (asked = new AbortController());
    try {
      const reply = await fetch(address, {
        method: "POST",
        body: fields,
        redirect: "error",
        signal: mine.signal,
        headers: { Accept: "text/html" },
      });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const fresh = page.getElementById(region.id);
      if (!reply.ok || !fresh) throw new Error(String(reply.status));
      putIn(region, fresh, () => undefined);
      say(fresh.dataset.said ?? "");
    } catch {
      // The button still searches.
      if (!mine.signal.aborted) {
        region.replaceChildren();
        say("");
      }
    }
  }

  form.addEventListener("input", () => {
    if (waiting !== undefined) window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void look(), kPause);
  });
}

export function looksAsTyped(scope: ParentNode): void {
  for (const form of scope.querySelectorAll<HTMLFormElement>("form[data-looks]")) {
    const region = document.getElementById(form.dataset.looksInto ?? "");
    if (form.dataset.looks && region) lookWhileTyping(form, form.dataset.looks, region);
  }
}
