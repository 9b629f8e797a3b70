// Asks for an address again and puts a part of the answer in place of the same part here, without
// losing what somebody was doing: the focus stays, and so does what they were looking at.

// A way back to an element that has been replaced by its new self.
function pathTo(element: Element, region: Element): string | undefined {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const href = element.getAttribute("href");
  if (href) return `a[href="${CSS.escape(href)}"]`;
  const name = element.getAttribute("name");
  const form = element.closest("form");
  if (name && form && region.contains(form)) return `[name="${CSS.escape(name)}"]`;
  return undefined;
}

// The first thing with an id that is in view: it should not move.
function anchorIn(region: Element): { id: string; top: number } | undefined {
  for (const element of region.querySelectorAll<HTMLElement>("[id]")) {
    const top = element.getBoundingClientRect().top;
    if (top >= 0 && top < window.innerHeight) return { id: element.id, top };
  }
  return undefined;
}

export function putIn(region: Element, fresh: Element, start: (scope: Element) => void): boolean {
  if (region.innerHTML === fresh.innerHTML) return false;
  const focused = document.activeElement;
  const path = focused && region.contains(focused) ? pathTo(focused, region) : undefined;
  const anchor = anchorIn(region);
  region.replaceChildren(...Array.from(fresh.childNodes, (node) => document.importNode(node, true)));
  start(region);
  if (path) region.querySelector<HTMLElement>(path)?.focus({ preventScroll: true });
  const moved = anchor && document.getElementById(anchor.id);
  if (anchor && moved) window.scrollBy(0, moved.getBoundingClientRect().top - anchor.top);
  return true;
}

export class SignedOut extends Error {}

export async function ask(address: string, id: string, signal?: AbortSignal): Promise<Element> {
  const reply = await fetch(address, { signal, headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const region = page.getElementById(id);
  if (region && reply.ok) return region;
  if (reply.redirected || reply.status === 401) throw new SignedOut();
  throw new Error(`no ${id} in the answer`);
}
