/** Which words of a page somebody chose, in terms that the wiki can find in the page's own text. */

export interface Chosen {
    words: string;
    /** How often the same words stand before them, from 0. */
    index: number;
    /** How often they stand in the page. */
    count: number;
    /** What stands right before the words, and right behind them. */
    ahead: string;
    behind: string;
}

const SURROUNDINGS = 60;

function squeezed(text: string): string {
    return text.replace(/\s/gu, "");
}

/** Give the words of a range; null where there are none, or where some of them are outside of the text. */
export function chosenIn(root: Node, range: Range): Chosen | null {
    if (range.collapsed || !root.contains(range.commonAncestorContainer)) return null;
    const words = range.toString();
    const wanted = squeezed(words);
    if (!wanted) return null;
    const front = document.createRange();
    front.setStart(root, 0);
    front.setEnd(range.startContainer, range.startOffset);
    const start = squeezed(front.toString()).length;
    const whole = squeezed(root.textContent ?? "");
    let index = 0;
    let count = 0;
    for (let place = whole.indexOf(wanted); place >= 0; place = whole.indexOf(wanted, place + 1)) {
        if (place < start) index += 1;
        count += 1;
    }
    const end = start + wanted.length;
    return {
        words,
        index,
        count,
        ahead: whole.slice(Math.max(start - SURROUNDINGS, 0), start),
        behind: whole.slice(end, end + SURROUNDINGS),
    };
}
