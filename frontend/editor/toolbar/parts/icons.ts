/** The editor's icons: outlines on a grid of 24, in the colour of the text beside them. */

const SVG = "http://www.w3.org/2000/svg";

const SHAPES: Record<string, string> = {
    add: "M12 5v14M5 12h14",
    "align-center": "M4 6h16M7 12h10M5 18h14",
    "align-left": "M4 6h16M4 12h10M4 18h14",
    "align-right": "M4 6h16M10 12h10M6 18h14",
    anchor: "M12 7v13M8 11h8M5 14c.5 4 3.500 6 7 6s6.500-2 7-6M12 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    attachment:
        "M20 11l-8.500 8.500a5 5 0 0 1-7-7L13 4a3.400 3.400 0 0 1 4.800 4.800l-8.500 8.500a1.700 1.700 0 0 1-2.400-2.400L14.500 7.500",
    bold: "M7 5h6a3.500 3.500 0 0 1 0 7H7zM7 12h7a3.500 3.500 0 0 1 0 7H7z",
    border: "M4 4h16v16H4z",
    "bullet-list": "M9 6h11M9 12h11M9 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01",
    calendar: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
    caption: "M4 9h16v11H4zM4 14.500h16M12 9v11M7 5h10",
    chart: "M5 20V10M12 20V4M19 20v-7",
    check: "M5 13l4.500 4.500L19 7",
    chevron: "M6 9l6 6 6-6",
    clear: "M6 5h12M11 5l-2 10M5 20l14-14M12 20h7",
    close: "M6 6l12 12M18 6L6 18",
    code: "M9 7l-5 5 5 5M15 7l5 5-5 5",
    "code-block": "M3 5h18v14H3zM9 10l-2 2 2 2M15 10l2 2-2 2",
    colour: "M12 4l5 12H7zM8.500 12.500h7M5 20h14",
    contents: "M4 6h16M8 11h12M8 16h12M4 11h.01M4 16h.01",
    edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
    emoji: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.500 14c1 1.500 2 2.200 3.500 2.200s2.500-.7 3.500-2.200M9 9.500v.5M15 9.500v.5",
    expand: "M4 5h16v14H4zM10 9l3 3-3 3",
    eye: "M2 12s4-6.500 10-6.500S22 12 22 12s-4 6.500-10 6.500S2 12 2 12zM12 14.800a2.800 2.800 0 1 0 0-5.600 2.800 2.800 0 0 0 0 5.600z",
    file: "M6 3h8l4 4v14H6zM14 3v4h4",
    find: "M11 17.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM16 16l4.500 4.500",
    heading: "M6 5v14M18 5v14M6 12h12",
    help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.3-1 .8-1 1.700M12 16.800v.2",
    highlight: "M6 14l8-8 4 4-8 8H6zM4 21h16",
    image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9h.01",
    indent: "M4 5h16M11 10h9M11 14h9M4 19h16M4 9.500l3 2.500-3 2.500",
    info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v6M12 7.500v.5",
    italic: "M11 5h7M6 19h7M14.500 5l-5 14",
    layout: "M4 5h16v14H4zM12 5v14",
    link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
    list: "M4 6h16M4 12h16M4 18h16",
    macro: "M9 3H5v4M15 3h4v4M9 21H5v-4M15 21h4v-4M9 12h6M12 9v6",
    mention:
        "M15.500 12a3.500 3.500 0 1 1-7 0 3.500 3.500 0 0 1 7 0zM15.500 8.500V13a2.500 2.500 0 0 0 5 0v-1a8.500 8.500 0 1 0-3.500 7",
    more: "M5.500 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM18.500 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2z",
    move: "M4 12h13M12 6l6 6-6 6",
    "move-down": "M12 4v13M6 12l6 6 6-6",
    "move-up": "M12 20V7M6 12l6-6 6 6",
    "numbered-list": "M10 6h10M10 12h10M10 18h10M4 5l1.500-1v5M4 15.500c.3-1 2.500-1 2.500.5 0 1-2.500 2-2.500 3h2.700",
    outdent: "M4 5h16M11 10h9M11 14h9M4 19h16M7 9.500L4 12l3 2.500",
    page: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    panel: "M4 5h16v14H4zM4 10h16",
    person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4.500 4-6 8-6s7 1.500 8 6",
    quote: "M5 5v14M10 8h10M10 12h10M10 16h6",
    redo: "M19 9H9a5 5 0 0 0 0 10h5M15 5l4 4-4 4",
    remove: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
    rule: "M4 12h16",
    status: "M7 8h10a4 4 0 0 1 0 8H7a4 4 0 0 1 0-8zM8 12h8",
    strike: "M4 12h16M16 8c-.5-2-2-3-4-3-2.500 0-4 1.200-4 3 0 1.500 1 2.500 3 3.500M8 16c.5 2 2 3 4 3 2.500 0 4-1.200 4-3 0-.8-.2-1.400-.6-2",
    sub: "M4 6l8 10M12 6L4 16M16 16.500c.3-1.300 3.500-1.300 3.500.4 0 1.300-3.500 2.300-3.500 3.600h3.700",
    sup: "M4 8l8 10M12 8L4 18M16 4.500c.3-1.300 3.500-1.300 3.500.4 0 1.300-3.500 2.300-3.500 3.600h3.700",
    table: "M4 5h16v14H4zM4 10h16M4 14.500h16M10 5v14",
    task: "M4 5h14v14H4zM8 12l3 3 8-9",
    underline: "M7 4v7a5 5 0 0 0 10 0V4M5 20h14",
    undo: "M5 9h10a5 5 0 0 1 0 10h-5M9 5L5 9l4 4",
    unlink: "M9.500 14.500L7 17a4 4 0 0 1-3-3c0-1 .4-2 1-2.800l2-2M14.500 9.500L17 7a4 4 0 0 1 3 3c0 1-.4 2-1 2.800l-2 2M4 4l16 16",
    video: "M4 5h16v14H4zM10 9l5 3-5 3z",
    warning: "M12 4l9 16H3zM12 10v5M12 17.500v.3",
    width: "M3 5v14M21 5v14M7 12h10M9.500 9L6.500 12l3 3M14.500 9l3 3-3 3",
};

/** Draw an icon; it is decoration, so the words beside it have to say what it means. */
export function icon(name: string): SVGSVGElement {
    const drawn = document.createElementNS(SVG, "svg");
    drawn.setAttribute("class", "icon");
    drawn.setAttribute("viewBox", "0 0 24 24");
    drawn.setAttribute("aria-hidden", "true");
    drawn.setAttribute("focusable", "false");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", SHAPES[name] ?? SHAPES.macro!);
    drawn.append(path);
    return drawn;
}
