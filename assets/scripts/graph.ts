// A drawing is large, so its script is fetched only by a page that has one.
export function drawGraphs(scope: ParentNode): void {
  const frame = scope.querySelector<HTMLElement>("[data-connections][data-script]");
  const address = frame?.dataset.script;
  if (!address) return;
  const script = document.createElement("script");
  script.src = address;
  document.head.append(script);
}
