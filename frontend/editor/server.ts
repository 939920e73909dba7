/** The one module that calls the server: with the form's token, and with a sentence for everything that goes wrong. */

import { gettext } from "./texts";

/** The session has ended; nothing was changed on the server. */
export class SessionEnded extends Error {
    constructor(
        message: string,
        /** Where one logs in again. */
        readonly login: string,
    ) {
        super(message);
    }
}

/** The server refused; its message is a sentence for people. */
export class Refused extends Error {
    constructor(
        message: string,
        readonly status: number,
    ) {
        super(message);
    }
}

export type Fields = Record<string, string | number | undefined>;

/** The token of the session: a page that was open for long may have an old one; the cookie has the one that counts. */
export function csrfToken(): string {
    const cookie = /(?:^|; )oxbow_csrf=([^;]+)/.exec(document.cookie)?.[1];
    const field = document.querySelector<HTMLInputElement>("#editor [name=csrfmiddlewaretoken]");
    return cookie ? decodeURIComponent(cookie) : (field?.value ?? "");
}

function headers(): Record<string, string> {
    return { Accept: "application/json", "X-Requested-With": "oxbow", "X-CSRFToken": csrfToken() };
}

async function send(address: string, init: RequestInit): Promise<Response> {
    let answer: Response;
    try {
        answer = await fetch(address, init);
    } catch (error) {
        if (error instanceof DOMException && error.name === "AbortError") throw error;
        throw new Error(gettext("The server can't be reached. Your text is kept here."), { cause: error });
    }
    if (answer.ok && !answer.redirected) return answer;
    throw refusal(answer.redirected ? 401 : answer.status, await answer.text());
}

function refusal(status: number, body: string): Error {
    let told: { message?: string; login?: string } = {};
    try {
        told = JSON.parse(body) as typeof told;
    } catch {
        if (status === 400 && body && !body.includes("<")) told = { message: body };
    }
    // A token that does not fit any more is answered without a sentence of its own.
    if (status === 401 || (status === 403 && !told.message))
        return new SessionEnded(
            told.message ?? gettext("You are not logged in any more. Your text is kept here."),
            told.login ?? document.getElementById("editor")?.dataset.login ?? "",
        );
    return new Refused(told.message ?? gettext("The server did not take it. Your text is kept here."), status);
}

/** Ask the server for something; the answer is JSON. */
export async function getJson<Answer>(address: string, query: Fields = {}, signal?: AbortSignal): Promise<Answer> {
    const place = new URL(address, document.baseURI);
    for (const [name, value] of Object.entries(query))
        if (value !== undefined) place.searchParams.set(name, String(value));
    const answer = await send(place.href, signal ? { headers: headers(), signal } : { headers: headers() });
    return (await answer.json()) as Answer;
}

/** Send fields to the server. */
export async function post(address: string, fields: Fields | FormData): Promise<Response> {
    const data = fields instanceof FormData ? fields : new FormData();
    if (!(fields instanceof FormData))
        for (const [name, value] of Object.entries(fields)) if (value !== undefined) data.set(name, String(value));
    data.set("csrfmiddlewaretoken", csrfToken());
    return send(address, { method: "POST", body: data, headers: headers() });
}

/**
 * Send files to the server; the answer is JSON.
 *
 * @param progress is told the part that has gone, from 0 to 1.
 */
export function upload<Answer>(address: string, data: FormData, progress: (part: number) => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open("POST", address);
        for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
        request.upload.addEventListener("progress", (event) => {
            if (event.lengthComputable) progress(event.loaded / event.total);
        });
        request.addEventListener("error", () =>
            reject(new Error(gettext("The server can't be reached. The file was not uploaded."))),
        );
        request.addEventListener("load", () => {
            if (request.status < 200 || request.status > 299)
                return reject(refusal(request.status, request.responseText));
            try {
                resolve(JSON.parse(request.responseText) as Answer);
            } catch {
                reject(refusal(401, ""));
            }
        });
        request.send(data);
    });
}
