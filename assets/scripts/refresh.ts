// A region with data-refresh="SECONDS" and an id is asked for again every so many seconds while
// somebody can see it and is not in the middle of something in it.
import { SignedOut, ask, putIn } from "./region";
import { clockTime, statusBeside } from "./said";

function isBusy(region: Element): boolean {
  if (document.hidden) return true;
  const focused = document.activeElement;
  if (focused && region.contains(focused) && focused.matches("input, select, textarea")) return true;
  if (region.querySelector("details[open]")) return true;
  const selection = window.getSelection();
  return Boolean(selection && !selection.isCollapsed && region.contains(selection.anchorNode));
}

function keepRegionFresh(region: HTMLElement, start: (scope: Element) => void): void {
  const seconds = Number(region.dataset.refresh);
  if (!region.id || !(seconds > 0)) return;
  const say = statusBeside(region);
  let asking = false;
  const timer = window.setInterval(() => void refresh(), seconds * 1000);
  document.addEventListener("visibilitychange", () => void refresh());

  async function refresh(): Promise<void> {
    if (asking || isBusy(region)) return;
    asking = true;
    try {
      const fresh = await ask(window.location.href, region.id);
      // Asked before, answered after: somebody may have begun something meanwhile.
      if (!isBusy(region) && putIn(region, fresh, start)) {
        say(`Brought up to date at ${clockTime(new Date())}`);
      }
    } catch (problem) {
      if (problem instanceof SignedOut) {
        window.clearInterval(timer);
        say("You have been signed out, so this no longer refreshes. Sign in to go on.", true);
      } else {
        say("This could not be refreshed just now. It will be tried again.", true);
      }
    } finally {
      asking = false;
    }
  }
}

export function keepFresh(scope: ParentNode, start: (scope: Element) => void): void {
  for (const region of scope.querySelectorAll<HTMLElement>("[data-refresh]")) {
    keepRegionFresh(region, start);
  }
}
