/** The documents that the tests read: those of the parser's and the renderer's tests. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const CASES = join(import.meta.dirname, "../../../tests/cases/storage_format");

/** Name and text of each document in storage format; OXBOW_CORPUS may name a folder with more. */
export function corpus(): [string, string][] {
    const folders = [CASES, process.env.OXBOW_CORPUS].filter((each) => each !== undefined);
    return folders.flatMap((folder) =>
        readdirSync(folder)
            .filter((name) => name.endsWith(".xml"))
            .map((name): [string, string] => [name, readFileSync(join(folder, name), "utf-8")]),
    );
}
