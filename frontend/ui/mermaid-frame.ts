/** Runs in a sandboxed frame of no origin: takes the text of a diagram from the page around it and gives back its drawing. */

interface Wanted {
    id: number;
    source: string;
    dark: boolean;
    font: string;
    colours: Record<string, string>;
}

declare const mermaid: {
    initialize(settings: Record<string, unknown>): void;
    render(id: string, source: string): Promise<{ svg: string }>;
};

const LONGEST_TEXT = 50_000;
const LONGEST_PROBLEM = 2000;
const CHART_COLOURS = 10;

/* The drawing takes the colours of the page; what is no plain colour is left to the program. */
const plainColour = (colours: Wanted["colours"], name: string) => {
    const colour = colours[name] ?? "";
    return /^#[0-9a-f]{3,8}$/i.test(colour) ? colour : undefined;
};

function themed({ colours, font }: Wanted): Record<string, string> {
    const plain = (name: string) => plainColour(colours, name);
    const variables: Record<string, string | undefined> = {
        background: plain("paper"),
        primaryColor: plain("accent-wash"),
        primaryBorderColor: plain("accent"),
        primaryTextColor: plain("ink"),
        secondaryColor: plain("info-wash"),
        tertiaryColor: plain("side"),
        lineColor: plain("ink-soft"),
        textColor: plain("ink"),
        edgeLabelBackground: plain("paper"),
        noteBkgColor: plain("care-wash"),
        noteTextColor: plain("ink"),
        noteBorderColor: plain("care"),
        pieStrokeColor: plain("paper"),
        pieOuterStrokeColor: plain("paper"),
        pieSectionTextColor: plain("on-accent"),
        pieOpacity: "1",
        fontFamily: font,
    };
    for (let place = 0; place < 12; place += 1) {
        const colour = plain(`chart-${(place % CHART_COLOURS) + 1}`);
        variables[`pie${place + 1}`] = colour;
        variables[`cScale${place}`] = colour;
        variables[`cScaleLabel${place}`] = plain("on-accent");
        variables[`git${place}`] = colour;
        variables[`gitBranchLabel${place}`] = plain("on-accent");
    }
    const known = Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return Object.fromEntries(known);
}

function configure(wanted: Wanted): void {
    const line = plainColour(wanted.colours, "ink-soft") ?? "gray";
    mermaid.initialize({
        startOnLoad: false,
        securityLevel: "strict",
        suppressErrorRendering: true,
        theme: "base",
        darkMode: wanted.dark,
        themeVariables: { darkMode: wanted.dark, ...themed(wanted) },
        themeCSS: `.edgeLabel rect { opacity: 1 } .lineWrapper line { stroke: ${line} !important }`,
        gantt: { useWidth: 820 },
        look: "classic",
        fontFamily: wanted.font,
        maxTextSize: LONGEST_TEXT,
    });
}

/* An image has to be well-formed XML and to know its own size. */
function asImage(text: string) {
    const svg = new DOMParser().parseFromString(text, "text/html").querySelector("svg");
    if (!svg) throw new Error("there is no drawing");
    const box = (svg.getAttribute("viewBox") || "0 0 600 400").split(/[\s,]+/).map(Number);
    const width = Math.ceil(box[2] ?? 600);
    const height = Math.ceil(box[3] ?? 400);
    svg.setAttribute("width", String(width));
    svg.setAttribute("height", String(height));
    svg.style.maxWidth = "";
    const told = [svg.querySelector("title")?.textContent, svg.querySelector("desc")?.textContent];
    return {
        svg: new XMLSerializer().serializeToString(svg),
        width,
        height,
        kind: svg.getAttribute("aria-roledescription") ?? "",
        name: told.filter(Boolean).join(". "),
    };
}

let count = 0;

async function draw(wanted: Wanted): Promise<void> {
    count += 1;
    try {
        configure(wanted);
        const { svg } = await mermaid.render(`diagram-${count}`, wanted.source);
        parent.postMessage({ id: wanted.id, ...asImage(svg) }, "*");
    } catch (error) {
        const problem = String((error as Error | undefined)?.message || error);
        parent.postMessage({ id: wanted.id, error: problem.slice(0, LONGEST_PROBLEM) }, "*");
    }
}

let queue = Promise.resolve();

addEventListener("message", (event: MessageEvent<Wanted>) => {
    if (event.source !== parent) return;
    queue = queue.then(() => draw(event.data));
});

parent.postMessage({ ready: true }, "*");
