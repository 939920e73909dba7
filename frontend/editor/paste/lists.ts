/** Lists as other programs write them, made lists as pages have them. */

const NUMBER = /^\s*\(?(?:\d{1,4}|[a-z]|[ivxlc]{1,7})[.)]/i;

/**
 * Make lists of the paragraphs that Word writes for list items: each names its level and begins with its bullet or
 * number.
 */
export function wordLists(root: Element): void {
    let open: { level: number; list: Element }[] = [];
    let last: Element | null = null;
    for (const item of [...root.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
        const level = levelOf(item);
        if (!level) continue;
        if (last && nextBlock(last) !== item) open = [];
        const wanted = NUMBER.test(takeMarker(item)) ? "ol" : "ul";
        const document = item.ownerDocument;
        while (open.length && open.at(-1)!.level > level) open.pop();
        let top = open.at(-1);
        if (top && top.level === level && top.list.localName !== wanted) {
            open.pop();
            top = open.at(-1);
        }
        if (!top || top.level < level) {
            const list = document.createElement(wanted);
            const above = top?.list.lastElementChild;
            if (above) above.append(list);
            else item.before(list);
            top = { level, list };
            open.push(top);
        }
        const made = document.createElement("li");
        const text = document.createElement("p");
        text.append(...item.childNodes);
        made.append(text);
        top.list.append(made);
        item.remove();
        last = open[0]!.list;
    }
}

/**
 * Join the lists of Word in the browser, which gives each item a list of its own and tells its level beside it.
 */
export function webWordLists(root: Element): void {
    let open: { level: number; list: Element }[] = [];
    let last: Element | null = null;
    for (const wrapper of [...root.querySelectorAll(".ListContainerWrapper")]) {
        const item = wrapper.querySelector("li");
        const own = item?.parentElement;
        if (!item || !own) continue;
        if (last && nextBlock(last) !== wrapper) open = [];
        const level = Number(item.getAttribute("data-aria-level") ?? "1");
        while (open.length && open.at(-1)!.level > level) open.pop();
        const top = open.at(-1);
        if (top?.level === level && top.list.localName === own.localName) {
            top.list.append(...own.children);
            wrapper.remove();
            continue;
        }
        if (top?.level === level) open.pop();
        const above = open.at(-1)?.list.lastElementChild;
        open.push({ level, list: own });
        if (above) {
            above.append(own);
            wrapper.remove();
        } else last = wrapper;
    }
}

function levelOf(item: Element): number {
    const style = item.getAttribute("style") ?? "";
    const named = /mso-list:[^;]*\blevel(\d)/i.exec(style);
    if (named) return Number(named[1]);
    return 0;
}

/** Take the bullet or number away that stands in the text, and give it. */
function takeMarker(item: Element): string {
    const ignored = [...item.querySelectorAll("[style]")].find((one) =>
        /mso-list:\s*ignore/i.test(one.getAttribute("style") ?? ""),
    );
    const marker = ignored?.textContent ?? "";
    ignored?.remove();
    return marker;
}

function nextBlock(one: Element): Element | null {
    return one.nextElementSibling;
}

/** Put a list that stands directly in a list into the item before it: Google Docs writes deeper levels so. */
export function joinNestedLists(root: Element): void {
    for (const list of [...root.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")]) {
        const before = list.previousElementSibling;
        if (before?.localName === "li") before.append(list);
        else {
            const item = root.ownerDocument.createElement("li");
            list.before(item);
            item.append(list);
        }
    }
}
