/** What the signs suggest in a comment: `@` people, `[` pages, `:` emoji. */

import { emoji, pages, people } from "./words";
import type { Source } from "./plugin";

/** All of them. */
export function commentSources(): Source[] {
    return [people(), pages(), emoji()];
}
