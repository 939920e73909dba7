/** How modules of a page ask the wiki: forms that change something, and the sentence of a refusal. */

/** What the wiki said no with; the message is for people. */
export class Refusal extends Error {}

export const script = { "X-Requested-With": "oxbow" };

/** The token of the forms of this page. */
export function token(): string {
    return document.querySelector<HTMLInputElement>("#task-form input[name=csrfmiddlewaretoken]")?.value ?? "";
}

/** Read a piece of a page; null where there is none for this reader any more. */
export async function piece(address: string): Promise<DocumentFragment | null> {
    const answer = await fetch(address, { headers: script });
    if (!answer.ok || answer.redirected) return null;
    const template = document.createElement("template");
    template.innerHTML = await answer.text();
    return template.content;
}

/** Send a change; `failed` is said where the wiki can't be reached or says nothing. */
export async function send<Answer>(
    address: string,
    fields: Record<string, string | number>,
    failed: string,
): Promise<Answer> {
    const body = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]));
    let answer: Response;
    try {
        answer = await fetch(address, { method: "POST", headers: { ...script, "X-CSRFToken": token() }, body });
    } catch {
        throw new Refusal(failed);
    }
    const said = (await answer.json().catch(() => null)) as (Answer & { message?: string }) | null;
    if (!answer.ok || said === null) throw new Refusal(said?.message || failed);
    return said;
}

/** The token that counts now: a page that was open while somebody logged in anew has an older one. */
export function freshToken(): string {
    const cookie = /(?:^|; )oxbow_csrf=([^;]+)/.exec(document.cookie)?.[1];
    return cookie ? decodeURIComponent(cookie) : token();
}
