// Half-typed forms are kept on the server: a form with data-draft="ADDRESS" sends its fields there
// a little after the last key, and again when the page is left.
import { clockTime, statusBeside } from "./said";

const kPause = 2000;

function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams();
  const secret = new Set(
    Array.from(form.querySelectorAll<HTMLInputElement>("input[type=password]"), (i) => i.name),
  );
  for (const [name, value] of new FormData(form)) {
    // Files and passwords are never part of a draft.
    if (typeof value === "string" && !secret.has(name)) fields.append(name, value);
  }
  return fields;
}

function keepDraft(form: HTMLFormElement, address: string): void {
  const say = statusBeside(form);
  let waiting: number | undefined;
  let kept = fieldsOf(form).toString();
  let sending = false;

  async function send(): Promise<void> {
    waiting = undefined;
    const fields = fieldsOf(form);
    const now = fields.toString();
    if (now === kept) return;
    if (sending) return later();
    sending = true;
    try {
      const reply = await fetch(address, { method: "POST", body: fields, redirect: "error" });
      if (reply.status === 401 || reply.status === 403) return signedOut();
      if (!reply.ok) throw new Error(String(reply.status));
      kept = now;
      say(`Draft kept at ${clockTime(new Date())}. Nobody else sees it until you save.`);
    } catch {
      say("Your draft could not be kept just now. What you typed is still here.", true);
      later();
    } finally {
      sending = false;
    }
  }

  function signedOut(): void {
    say("You have been signed out. Copy what you typed here, then sign in again.", true);
  }

  function later(): void {
    if (waiting !== undefined) window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void send(), kPause);
  }

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => {
    if (waiting !== undefined) window.clearTimeout(waiting);
    waiting = undefined;
  });
  window.addEventListener("pagehide", () => {
    if (waiting === undefined) return;
    navigator.sendBeacon(address, fieldsOf(form));
  });
}

export function keepDrafts(scope: ParentNode): void {
  for (const form of scope.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
    const address = form.dataset.draft;
    if (address) keepDraft(form, address);
  }
}
