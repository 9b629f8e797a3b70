// A GET form with data-live="ID" answers as it is typed in: what the server would show is asked for
// a moment after the last key, and its part with that id put in place of ours.
import { ask, putIn } from "./region";

const kPause = 250;

function answer(form: HTMLFormElement, id: string): void {
  let waiting: number | undefined;
  let asked: AbortController | undefined;

  async function look(): Promise<void> {
    const region = document.getElementById(id);
    if (!region) return;
    asked?.abort();
    asked = new AbortController();
    const words = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") words.append(name, value);
    }
    const address = `${form.action.split("?")[0]}?${words}`;
    try {
      const fresh = await ask(address, id, asked.signal);
      putIn(region, fresh, () => undefined);
      window.history.replaceState(null, "", address);
    } catch {
      // The button still searches.
    }
  }

  form.addEventListener("input", () => {
    if (waiting !== undefined) window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void look(), kPause);
  });
}

export function answerAsTyped(scope: ParentNode): void {
  for (const form of scope.querySelectorAll<HTMLFormElement>("form[data-live]")) {
    if (form.dataset.live) answer(form, form.dataset.live);
  }
}
