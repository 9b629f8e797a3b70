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

// Without a name that ends in a number: a canvas takes none unquoted, and then draws all words in
// ten pixels.
const family = "Segoe UI, Helvetica Neue, arial, sans-serif";

function style(worded: boolean): cytoscape.StylesheetJson {
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
        "font-family": family,
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
        "font-family": family,
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
    // them, and stands in the list. So does all of it where a phone has too many lines for words.
    { selector: "edge[?own]", style: { "z-index": 2 } },
    { selector: "edge[?roomy]", style: worded ? { label: "data(label)" } : {} },
    { selector: "edge[!own]", style: { "line-color": "#b1b4b6", width: 1 } },
    { selector: "edge[kind = 'household'][?own]", style: { width: 4, "line-color": sea } },
    { selector: "edge[?over]", style: { "line-style": "dashed" } },
  ];
}

interface Place {
  x: number;
  y: number;
}

interface Room {
  across: number; // what a box and the gap beside it take
  down: number;
  least: Place; // radii of the first ring
  apart: Place; // of the second beyond the first
}

const wide: Room = { across: 145, down: 58, least: { x: 300, y: 150 }, apart: { x: 205, y: 84 } };
const slim: Room = { across: 96, down: 54, least: { x: 128, y: 150 }, apart: { x: 100, y: 70 } };

const round = 2 * Math.PI;

// Two rings around the person, wider than high as the page is: those they know, and around them
// those whom these know, each as near as there is room. In pixels, so that words keep their size.
function placed(nodes: Node[], edges: Edge[], room: Room): Map<string, Place> {
  const rings = [1, 2].map((steps) => nodes.filter((node) => node.steps === steps));
  const places = new Map<string, Place>();
  const angles = new Map<string, number>();
  for (const node of nodes) if (node.steps === 0) places.set(node.id, { x: 0, y: 0 });
  const radius: Place = { x: 0, y: 0 };
  rings.forEach((ring, n) => {
    const before = n === 0 ? room.least : room.apart;
    radius.x = Math.max(radius.x + before.x, (ring.length * room.across) / round);
    radius.y = Math.max(radius.y + before.y, (ring.length * room.down) / round);
    const even = round / Math.max(ring.length, 1);
    // Of four, two would stand level with the person, with no room for words between on a phone.
    const turn = narrow() && ring.length === 4 ? even / 2 : 0;
    ring.forEach((node, i) => angles.set(node.id, i * even + turn - Math.PI / 2));
    if (n === 1) nearTheirs(ring, edges, angles, Math.min(even, round / 12));
    for (const node of ring) {
      const angle = angles.get(node.id) ?? 0;
      places.set(node.id, { x: radius.x * Math.cos(angle), y: radius.y * Math.sin(angle) });
    }
  });
  return places;
}

// Turns those of the outer ring to whom of the inner they are tied to, none upon another.
function nearTheirs(ring: Node[], edges: Edge[], angles: Map<string, number>, apart: number): void {
  const inner = new Map([...angles].filter(([id]) => !ring.some((node) => node.id === id)));
  const wanted = (node: Node): number => {
    for (const edge of edges) {
      const other = edge.source === node.id ? edge.target : edge.source;
      const angle = edge.source === node.id || edge.target === node.id ? inner.get(other) : undefined;
      if (angle !== undefined) return angle;
    }
    return 0;
  };
  const sorted = ring.map((node) => ({ node, angle: wanted(node) }));
  sorted.sort((one, other) => one.angle - other.angle);
  let last = -Infinity;
  for (const one of sorted) {
    one.angle = Math.max(one.angle, last + apart);
    last = one.angle;
  }
  const first = sorted[0]?.angle ?? 0;
  if (last - first > round - apart) return; // no room to choose in: evenly
  for (const one of sorted) angles.set(one.node.id, one.angle);
}

// The package would write a style element into the page, which the page's policy forbids; it does
// not where it finds its own there. What it would say stands in our style sheet.
function standInForStyle(): void {
  const stand = document.createElement("meta");
  stand.id = "__________cytoscape_stylesheet";
  document.head.append(stand);
}

function draw(frame: HTMLElement): void {
  const said = JSON.parse(frame.dataset.connections ?? "{}") as { nodes: Node[]; edges: Edge[] };
  frame.hidden = false;
  const small = narrow();
  const room = small ? slim : wide;
  // A phone has no room for the second ring; the list below has those too.
  const nodes = said.nodes.filter((node) => !small || node.steps < 2 || said.nodes.length < 7);
  const edges = said.edges.filter((edge) =>
    [edge.source, edge.target].every((id) => nodes.some((node) => node.id === id)),
  );
  const self = nodes.find((node) => node.steps === 0)?.id;
  const places = placed(nodes, edges, room);
  // Words beside a phone's box would lie half behind it; the list below has them.
  const level = (edge: Edge): number =>
    Math.abs((places.get(edge.source)?.y ?? 0) - (places.get(edge.target)?.y ?? 0));
  const own = (edge: Edge): boolean => edge.source === self || edge.target === self;
  const roomy = (edge: Edge): boolean => own(edge) && (!small || level(edge) > 70);
  const reach = (of: (place: Place) => number) =>
    2 * Math.max(...[...places.values()].map((place) => Math.abs(of(place))), 0);
  const padding = small ? 6 : 16;
  const across = reach((place) => place.x) + room.across;
  const down = reach((place) => place.y) + room.down;
  const scale = Math.min(1, (frame.clientWidth - 2 * padding) / across);
  frame.style.height = `${Math.ceil(down * scale) + 2 * padding}px`;
  const drawing = cytoscape({
    container: frame,
    elements: [
      ...nodes.map((node) => ({ data: { ...node } })),
      ...edges.map((edge, n) => ({
        data: { id: `edge-${n}`, own: own(edge), roomy: roomy(edge), ...edge },
      })),
    ],
    style: style(!small || nodes.length < 8),
    layout: {
      name: "preset",
      positions: Object.fromEntries(places),
      fit: true,
      padding,
    },
    maxZoom: 1,
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
    drawing.fit(undefined, padding);
  });
}

standInForStyle();
for (const frame of document.querySelectorAll<HTMLElement>("[data-connections]")) draw(frame);
