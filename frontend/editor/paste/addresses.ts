/** Which addresses of pasted things are taken. */

const LINKS = new Set(["http:", "https:", "mailto:", "tel:", "ftp:", "ftps:"]);

/**
 * Give the address of a link or an image, or nothing where it is none that a page may have.
 *
 * @param address what was pasted.
 * @param kind a link; or an image, which the web or the text itself (`data:`) has.
 */
export function addressFor(address: string, kind: "link" | "image"): string {
    const trimmed = address.trim();
    if (kind === "link" && trimmed.startsWith("#")) return "";
    let parsed: URL;
    try {
        parsed = new URL(trimmed);
    } catch {
        return "";
    }
    if (kind === "image") {
        if (parsed.protocol === "data:")
            return /^data:image\/(png|jpeg|gif|webp);base64,/i.test(trimmed) ? trimmed : "";
        return parsed.protocol === "https:" || parsed.protocol === "http:" ? parsed.href : "";
    }
    return LINKS.has(parsed.protocol) ? withoutDetour(parsed) : "";
}

/** Google Docs leads links over its own server; the page they mean stands in the address. */
function withoutDetour(address: URL): string {
    if (/^(www\.)?google\.[a-z.]{2,6}$/.test(address.hostname) && address.pathname === "/url") {
        const meant = address.searchParams.get("q") ?? address.searchParams.get("url") ?? "";
        if (/^https?:\/\//i.test(meant)) return meant;
    }
    return address.href;
}

/** Whether a text is one web address and nothing else. */
export function isWebAddress(text: string): boolean {
    const trimmed = text.trim();
    return /^https?:\/\/[^\s<>"]+$/i.test(trimmed) && addressFor(trimmed, "link") !== "";
}
