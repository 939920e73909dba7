/** Telling Markdown from plain text. */

const SIGNS: [RegExp, number][] = [
    [/^#{1,6} \S/m, 1],
    [/^\s{0,3}(?:```|~~~)[\w+-]*\s*$/m, 2],
    [/^\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+\|?\s*$/m, 2],
    [/\[[^\]\n]+\]\((?:https?:\/\/|\/|#|\.{0,2}\/)[^)\s]*\)/, 1],
    [/(?<![*\w])\*\*[^*\s][^*\n]*\*\*(?![*\w])/, 1],
    [/^\s*[-*+] \[[ xX]\] \S/m, 2],
    [/^(?:\s*[-*+] \S.*\n){1,}\s*[-*+] \S/m, 1],
    [/^(?:\s*\d+\. \S.*\n){1,}\s*\d+\. \S/m, 1],
    [/^> \S/m, 1],
    [/(?<!`)`[^`\n]+`(?!`)/, 0.5],
];
const ENOUGH = 2;
const LONGEST = 200_000;

/**
 * Whether a text plainly is Markdown: several of its signs, or one that nothing else has.
 *
 * @param text plain text.
 */
export function isMarkdown(text: string): boolean {
    if (text.length > LONGEST || !text.includes("\n")) return false;
    let weight = 0;
    for (const [sign, counts] of SIGNS) if (sign.test(text)) weight += counts;
    return weight >= ENOUGH;
}
