// The drawing of who is connected to whom. It is loaded only by the page that has one, and says
// nothing that the list below it does not.
import cytoscape from "cytoscape";

interface Node {
  id: string;
  label: string;
  steps: number;
  href?: string;
}

interface Edge {
  source: string;
  target: string;
  kind: string;
  label: string;
  over: boolean;
}

function colour(name: string, otherwise: string): string {
  const said = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  return said || otherwise;
}

// A phone shows the same drawing with smaller boxes, so that it need not be shrunk to fit.
function narrow(): boolean {
  return window.innerWidth <= 640;
}

function style(): cytoscape.StylesheetJson {
  const small = narrow();
  const ink = colour("--ls-ink", "#0b1f33");
  const sea = colour("--ls-sea", "#0f4c5c");
  const foam = colour("--ls-foam", "#f3f7f8");
  return [
    {
      selector: "node",
      style: {
        shape: "round-rectangle",
        width: small ? 88 : 132,
        height: small ? 40 : 46,
        "background-color": foam,
        "border-width": 2,
        "border-color": sea,
        color: ink,
        label: "data(label)",
        "font-family": "Source Sans 3, Segoe UI, Helvetica Neue, arial, sans-serif",
        "font-size": small ? 13 : 15,
        "text-valign": "center",
        "text-halign": "center",
        "text-wrap": "wrap",
        "text-max-width": small ? "82px" : "122px",
      },
    },
    {
      selector: "node[steps = 0]",
      style: { "background-color": sea, color: "#ffffff", "font-weight": "bold" },
    },
    { selector: "node[steps = 2]", style: { "border-style": "dashed" } },
    {
      selector: "edge",
      style: {
        width: 2,
        "line-color": "#505a5f",
        "curve-style": "bezier",
        "control-point-step-size": 46,
        "font-family": "Source Sans 3, Segoe UI, Helvetica Neue, arial, sans-serif",
        "font-size": small ? 12 : 13,
        color: ink,
        "text-wrap": "wrap",
        "text-max-width": small ? "84px" : "130px",
        "text-background-color": "#ffffff",
        "text-background-opacity": 1,
        "text-background-padding": "2px",
        "text-rotation": "none",
      },
    },
    // Words stand on the lines of the person themselves; what lies between the others would cover
    // them, and stands in the list.
    { selector: "edge[?own]", style: { label: "data(label)", "z-index": 2 } },
    { selector: "edge[!own]", style: { "line-color": "#b1b4b6", width: 1 } },
    { selector: "edge[kind = 'household'][?own]", style: { width: 4, "line-color": sea } },
    { selector: "edge[?over]", style: { "line-style": "dashed" } },
  ];
}

// The package would write a style element into the page, which the page's policy forbids; it does
// not where it finds its own there. What it would say stands in our style sheet.
function standInForStyle(): void {
  const stand = document.createElement("meta");
  stand.id = "__________cytoscape_stylesheet";
  document.head.append(stand);
}

function draw(frame: HTMLElement): void {
  const data = JSON.parse(frame.dataset.connections ?? "{}") as { nodes: Node[]; edges: Edge[] };
  frame.hidden = false;
  const self = data.nodes.find((node) => node.steps === 0)?.id;
  const small = narrow();
  const drawing = cytoscape({
    container: frame,
    elements: [
      ...data.nodes.map((node) => ({ data: { ...node } })),
      ...data.edges.map((edge, n) => ({
        data: { id: `edge-${n}`, own: edge.source === self || edge.target === self, ...edge },
      })),
    ],
    style: style(),
    layout: {
      name: "concentric",
      concentric: (node: cytoscape.NodeSingular) => 3 - Number(node.data("steps")),
      levelWidth: () => 1,
      minNodeSpacing: small ? 16 : 60,
      spacingFactor: small ? 1.05 : 1.25,
      animate: false,
      padding: small ? 6 : 16,
    },
    // The page scrolls; the drawing does not take the wheel from it.
    userZoomingEnabled: false,
    autoungrabify: false,
    boxSelectionEnabled: false,
  });
  drawing.on("tap", "node", (event) => {
    const href: unknown = event.target.data("href");
    if (typeof href === "string") window.location.assign(href);
  });
  window.addEventListener("resize", () => {
    drawing.resize();
    drawing.fit(undefined, small ? 6 : 16);
  });
}

standInForStyle();
for (const frame of document.querySelectorAll<HTMLElement>("[data-connections]")) draw(frame);
