/** What the editor's dialogs ask the server: pages, people, files, macros. */

import { inTurn } from "./in-turn";
import { getJson, post, upload } from "./server";

export interface FoundPage {
    id: number;
    kind: "page" | "blogpost";
    title: string;
    spaceKey: string;
    spaceName: string;
    postingDay: string;
    address: string;
}

export interface FoundPerson {
    key: string;
    username: string;
    name: string;
    picture: string;
    address: string;
}

/** What an address of this wiki leads to. */
export interface Target {
    kind: "page" | "blogpost" | "attachment" | "space" | "user";
    id: number;
    title: string;
    spaceKey: string;
    postingDay: string;
    fileName: string;
    containerId: number;
    containerTitle: string;
    containerKind: string;
    anchor: string;
    userKey: string;
}

export interface StoredFile {
    id: number;
    name: string;
    size: number;
    mediaType: string;
    isImage: boolean;
    address: string;
    thumbnail: string;
}

export interface ParameterDescription {
    name: string;
    label: string;
    kind: string;
    default: string | number | boolean | null;
    choices: string[];
    least: number | null;
    most: number | null;
    required: boolean;
    doc: string;
}

export interface MacroDescription {
    name: string;
    title: string;
    summary: string;
    family: string;
    icon: string;
    body: "none" | "plain" | "rich";
    display: "block" | "inline";
    aliases: string[];
    parameters: ParameterDescription[];
}

export interface Catalogue {
    macros: MacroDescription[];
    families: { name: string; title: string }[];
}

type AddressName =
    "pages" | "people" | "resolve" | "macros" | "macroPreview" | "attachments" | "attach" | "draftFiles" | "convert";

function address(name: AddressName): string {
    return document.querySelector<HTMLElement>("[data-editor-addresses]")?.dataset[name] ?? "";
}

function field(name: string): string {
    return document.querySelector<HTMLInputElement>(`#editor [name=${name}]`)?.value ?? "";
}

/** The key of the space that the page is in, or will be. */
export function ownSpaceKey(): string {
    return document.querySelector<HTMLElement>("[data-editor-addresses]")?.dataset.space ?? "";
}

/** The id of the page, or "" while it is not stored. */
export function ownPageId(): string {
    return field("pageId");
}

/** The page or, while there is none, the space: for what is rendered. */
function ownPlace(): Record<string, string> {
    if (ownPageId()) return { pageId: ownPageId() };
    const draftId = field("draftId");
    return { spaceKey: ownSpaceKey(), ...(draftId ? { draftId } : {}) };
}

/** Search pages and blog posts by title. */
export async function findPages(query: string, signal?: AbortSignal): Promise<FoundPage[]> {
    const answer = await getJson<{ results: FoundPage[] }>(
        address("pages"),
        { query, spaceKey: ownSpaceKey(), limit: 10 },
        signal,
    );
    return answer.results;
}

/** Search people by name. */
export async function findPeople(query: string, signal?: AbortSignal): Promise<FoundPerson[]> {
    return (await getJson<{ results: FoundPerson[] }>(address("people"), { query }, signal)).results;
}

/** Find what an address leads to; null for one of another site. */
export async function resolveAddress(url: string): Promise<Target | null> {
    const answer = await post(address("resolve"), { url, spaceKey: ownSpaceKey() });
    const told = (await answer.json()) as { found: boolean; target?: Target };
    return told.found ? (told.target ?? null) : null;
}

let catalogue: Promise<Catalogue> | null = null;

/** The macros of this wiki; asked for once. */
export function macroCatalogue(): Promise<Catalogue> {
    catalogue ??= getJson<Catalogue>(address("macros")).catch((error: unknown) => {
        catalogue = null;
        throw error;
    });
    return catalogue;
}

/** How a piece of storage format looks on this page, as HTML that the server has cleaned. */
export async function renderPiece(storage: string): Promise<string> {
    const answer = await post(address("macroPreview"), { storage, ...ownPlace() });
    return ((await answer.json()) as { html: string }).html;
}

/** The files of the page, or of its draft. */
export async function ownFiles(signal?: AbortSignal): Promise<StoredFile[]> {
    const place = ownPageId() ? { pageId: ownPageId() } : { draftId: field("draftId") };
    if (!Object.values(place)[0]) return [];
    return (await getJson<{ results: StoredFile[] }>(address("attachments"), place, signal)).results;
}

/** Attach files to the page; to its draft, while the page is not stored. */
export async function attachFiles(files: readonly File[], progress: (part: number) => void): Promise<StoredFile[]> {
    const data = new FormData();
    for (const file of files) data.append("file", file, file.name);
    if (ownPageId()) {
        data.set("pageId", ownPageId());
        return (await upload<{ attachments: StoredFile[] }>(address("attach"), data, progress)).attachments;
    }
    return inTurn(Boolean(field("draftId")), async () => {
        for (const name of ["draftId", "spaceKey", "parentId", "kind"]) if (field(name)) data.set(name, field(name));
        const sent = upload<{ draftId: number; attachments: StoredFile[] }>(address("draftFiles"), data, progress);
        const answer = await sent;
        const draft = document.querySelector<HTMLInputElement>("#editor [name=draftId]");
        if (draft) draft.value = String(answer.draftId);
        return answer.attachments;
    });
}

/** Turn Markdown into storage format. */
export async function convertMarkdown(markup: string): Promise<string> {
    return (await post(address("convert"), { markup, markupFormat: "markdown" })).text();
}
