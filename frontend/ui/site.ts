/** What a page says of the wiki that it belongs to. */

const meta = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";

/** What addresses begin with where the wiki stands below a path of its host. */
export const contextPath = meta("ajs-context-path");

/** The token for forms that a page kept for many readers can't hold; empty where nobody is logged in. */
export const formToken = meta("ajs-atl-token");
